import { recordCall, sendCdr } from '../records.js';
import type { Script } from '../script.js';
import { newTalk, type World } from '../world.js';
import { answerBy, receiveBusy, receiveFor, talkWith } from './incoming.js';

export function transfer(world: World, at: number): Script {
  const { random, agents } = world;
  const [agent, colleague] = agents.free(at);
  if (agent === undefined) return receiveBusy(world, at, 'transfer');
  const script = receiveFor(agent, world, at, 'transfer');
  if (colleague === undefined) {
    // Nobody is free to take it over.
    talkWith(agent, script, world);
    return script;
  }
  const answered = answerBy(agent, script, world);
  const handedOver = handOver(agent, colleague, script, world, answered, answered);
  if (random.chance(0.15)) return notTaken(colleague, script, world, handedOver);
  const taken = takeOver(colleague, script, world, handedOver);
  if (random.chance(0.8)) return finish(colleague, script, world, taken, taken - handedOver);
  // The colleague sends the caller back.
  const returned = handOver(colleague, agent, script, world, taken, taken - handedOver);
  const retaken = takeOver(agent, script, world, returned);
  return finish(agent, script, world, retaken, retaken - returned);
}

/** An agent has talked since a second, and sends the caller on. @returns The second in which that is. */
function handOver(by: string, to: string, script: Script, world: World, since: number, wait: number): number {
  const { from, transfers } = script.truth;
  const end = since + newTalk(world.random);
  script.truth.transfers = [...transfers, { from, to, by }];
  script.send(end, {
    name: 'Transfer',
    data: { transferer: by, transferredFrom: from, transferredTo: to },
  });
  // The Transfer comes first.
  closePart(by, script, world, { since, end, sent: end + 0.1, wait });
  return end;
}

function takeOver(exten: string, script: Script, { random }: World, from: number): number {
  const second = from + random.int(3, 15);
  script.ring(exten, from + 1);
  script.pickUp(exten, second);
  return second;
}

function finish(exten: string, script: Script, world: World, since: number, wait: number): Script {
  const end = since + newTalk(world.random);
  closePart(exten, script, world, { since, end, sent: end, wait });
  script.end(end, 'answered');
  return script;
}

function notTaken(exten: string, script: Script, { random }: World, from: number): Script {
  const wait = random.int(12, 25);
  const end = from + wait;
  script.ring(exten, from + 1);
  script.leave(exten, end);
  script.end(end, 'answered');
  if (random.chance(0.5)) {
    sendCdr(script, random, { disposition: 'NO ANSWER', end, wait, parties: { dst: exten } });
  }
  return script;
}

/** Each part has a record of its own: the first names what the caller dialled, later ones the extension. */
function closePart(
  exten: string,
  script: Script,
  { random }: World,
  { since, end, sent, wait }: { since: number; end: number; sent: number; wait: number },
): void {
  const billsec = end - since;
  const parties = script.truth.recordings.length === 0 ? {} : { dst: exten };
  script.talk(billsec);
  script.leave(exten, sent);
  sendCdr(script, random, {
    disposition: 'ANSWERED',
    end,
    sent,
    wait,
    billsec,
    record: recordCall(script),
    parties,
  });
}
