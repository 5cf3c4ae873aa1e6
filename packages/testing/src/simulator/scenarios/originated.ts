import { type CdrFacts, recordCall, sendCdr } from '../records.js';
import type { Script } from '../script.js';
import { epochOf, newTalk, type World } from '../world.js';
import { callOut, leaveByTrunk } from './outgoing.js';

/** A program asks the PBX to connect an agent with a number; the agent's telephone rings first. */
export function originated(world: World, at: number): Script {
  const { random, agents } = world;
  const [free] = agents.free(at);
  const agent = free ?? agents.busy(at);
  const script = callOut(agent, world, at, 'originated');
  const originatedCallId = `orig.call.${epochOf(at)}.${random.digits(6)}`;
  script.truth.originatedCallId = originatedCallId;
  // Of the first leg the number called is the caller.
  const leg: Leg = {
    parties: { src: script.truth.to, dst: agent, type: 'local' },
    ids: { originatedCallId },
  };

  if (free === undefined) {
    const end = random.int(1, 3);
    script.end(end, 'busy');
    sendCdr(script, random, { disposition: 'BUSY', end, ...leg });
    return script;
  }
  script.ring(agent, 0);
  if (random.chance(0.12)) {
    const end = random.int(15, 25);
    script.leave(agent, end);
    script.end(end, 'missed');
    sendCdr(script, random, { disposition: 'NO ANSWER', end, ...leg });
    return script;
  }
  const picked = random.int(2, 8);
  script.pickUp(agent, picked);
  const end = callNumber(script, world, picked);
  script.leave(agent, end);
  sendCdr(script, random, { disposition: 'ANSWERED', end, billsec: end - picked, wait: picked, ...leg });
  return script;
}

type Leg = Required<Pick<CdrFacts, 'parties' | 'ids'>>;

/** The second leg, which begins when the agent is there. @returns The second of the call in which it is over. */
function callNumber(script: Script, world: World, begin: number): number {
  const { random } = world;
  const { truth } = script;
  const callId = world.newId(script.time(begin));
  const ids = { callId, originatedCallId: truth.originatedCallId };
  truth.callIds = [...truth.callIds, callId];
  leaveByTrunk(script, begin + 0.1, ids);

  const [disposition, outcome] = random.weighted([
    [['ANSWERED', 'answered'], 70],
    [['NO ANSWER', 'missed'], 20],
    [['BUSY', 'busy'], 10],
  ]);
  const wait = disposition === 'BUSY' ? random.int(2, 4) : random.int(4, 25);
  if (disposition !== 'ANSWERED') {
    script.end(begin + wait, outcome);
    sendCdr(script, random, { disposition, end: begin + wait, wait, ids });
    return begin + wait;
  }
  const billsec = newTalk(random);
  const end = begin + wait + billsec;
  script.answer(begin + wait, null);
  // No record tells how long both legs took, so it is what the clock says.
  truth.waitSeconds = Math.round((script.time(begin + wait) - truth.createdAt) / 1000);
  script.talk(billsec);
  script.end(end, outcome);
  sendCdr(script, random, { disposition, end, wait, billsec, record: recordCall(script, callId), ids });
  return end;
}
