import { recordCall, sendCdr } from '../records.js';
import type { Script } from '../script.js';
import type { Scenario } from '../settings.js';
import { newTalk, QUEUES, type World } from '../world.js';
import { receive } from './incoming.js';
import { oneByOne, ringAll, type Try } from './queue-plan.js';
import { sendCdrQueue } from './queue-record.js';

export function queue(world: World, at: number): Script {
  const { random } = world;
  return queueCall(world, at, 'queue', random.chance(0.25) ? random.int(3, 60) : random.int(120, 240));
}

/** @param patience - Seconds in the queue after which the caller gives up. */
export function queueCall(world: World, at: number, scenario: Scenario, patience: number): Script {
  const { random } = world;
  const number = random.pick(QUEUES);
  const script = receive(world, at, scenario, { queue: number });
  const entry = random.int(1, 8);
  const search = number === QUEUES[0] ? oneByOne : ringAll;
  const music = random.chance(0.5) ? 0 : random.int(1, 20);
  const plan = search(script, world, entry + music, entry + patience);
  // Some PBXs write a record for each agent too, hence for some calls.
  const perAgent = random.chance(0.25);
  for (const attempt of plan.tries) {
    // Telephones that ring together still begin one after the other.
    const together = plan.tries.filter(({ from }) => from === attempt.from);
    script.ring(attempt.exten, attempt.from + 0.1 * together.indexOf(attempt));
    stopRinging(script, world, attempt, perAgent);
  }
  if (plan.answer) talk(script, world, entry, plan.tries, plan.answer);
  else abandon(script, world, entry, plan.tries, plan.end);
  return script;
}

function stopRinging(script: Script, { random }: World, { exten, until, answers }: Try, perAgent: boolean) {
  if (answers) return script.pickUp(exten, until);
  script.leave(exten, until);
  if (perAgent) sendCdr(script, random, { disposition: 'NO ANSWER', end: until, parties: { dst: exten } });
}

function talk(script: Script, world: World, entry: number, tries: readonly Try[], answer: Try): void {
  const billsec = newTalk(world.random);
  const end = answer.until + billsec;
  script.answer(answer.until, answer.exten);
  script.talk(billsec);
  script.leave(answer.exten, end);
  script.end(end, 'answered');
  const record = recordCall(script);
  sendCdrQueue(script, world.random, { entry, tries, last: answer, end, billsec, record });
  sendCdr(script, world.random, { disposition: 'ANSWERED', end, billsec, record });
}

function abandon(script: Script, { random }: World, entry: number, tries: readonly Try[], end: number): void {
  script.end(end, 'missed');
  sendCdr(script, random, { disposition: 'NO ANSWER', end });
  const last = tries.at(-1);
  if (last && random.chance(0.5)) sendCdrQueue(script, random, { entry, tries, last, end, billsec: 0 });
}
