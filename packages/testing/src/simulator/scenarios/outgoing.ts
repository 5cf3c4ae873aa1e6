import { type CdrFacts, recordCall, sendCdr } from '../records.js';
import { Script } from '../script.js';
import type { Scenario } from '../settings.js';
import { newNumber, newTalk, TRUNKS, type World } from '../world.js';

/** A call to the outside. It is not dialled yet. */
export function callOut(from: string, world: World, at: number, scenario: Scenario): Script {
  const to = newNumber(world.random);
  const outgoingPoint = world.random.pick(TRUNKS);
  return new Script(world, at, scenario, { direction: 'outgoing', from, to, outgoingPoint });
}

/** The PBX sends it out by the trunk. */
export function leaveByTrunk(script: Script, second = 0, ids = {}): void {
  const { to: number, outgoingPoint } = script.truth;
  script.send(
    second,
    {
      name: 'OutgoingCall',
      data: { number, ...(outgoingPoint !== null && { outgoingPoint }) },
    },
    ids,
  );
}

/** An agent dials a number outside. */
export function dialOut(exten: string, world: World, at: number, scenario: Scenario): Script {
  const script = callOut(exten, world, at, scenario);
  script.dial(exten, 0);
  leaveByTrunk(script, 0.1);
  return script;
}

/** An agent dials another one. */
export function dialAgent(exten: string, to: string, world: World, at: number, scenario: Scenario): Script {
  const script = new Script(world, at, scenario, { direction: 'local', from: exten, to });
  script.dial(exten, 0);
  return script;
}

/** Who called talks with who answered, then both leave. */
export function converse(script: Script, { random }: World, wait: number): void {
  const { from, to, direction } = script.truth;
  const billsec = newTalk(random);
  const end = wait + billsec;
  script.answer(wait, direction === 'local' ? to : null);
  script.dial(from, wait, false);
  script.talk(billsec);
  script.leave(from, end);
  script.end(end, 'answered');
  sendCdr(script, random, { disposition: 'ANSWERED', end, billsec, record: recordCall(script) });
}

const OUTCOMES = { 'NO ANSWER': 'missed', BUSY: 'busy', FAILED: 'failed' } as const;

/** The call comes to nothing, and who dialled hangs up. */
export function giveUp(
  script: Script,
  { random }: World,
  end: number,
  disposition: keyof typeof OUTCOMES,
  parties: NonNullable<CdrFacts['parties']> = {},
): void {
  script.leave(script.truth.from, end);
  script.end(end, OUTCOMES[disposition]);
  sendCdr(script, random, { disposition, end, parties });
}
