import { recordCall, sendCdr } from '../records.js';
import { Script } from '../script.js';
import type { Scenario } from '../settings.js';
import { DIDS, newNumber, newTalk, TRUNKS, type World } from '../world.js';

/** Who is called from outside; by default the number that was dialled. */
interface Called {
  readonly did?: string;
  readonly to?: string;
  readonly queue?: string;
}

/** A call from outside reaches the PBX. */
export function receive(world: World, at: number, scenario: Scenario, called: Called = {}): Script {
  const { random } = world;
  const { did = random.pick(DIDS), to = did, queue = null } = called;
  const from = newNumber(random);
  const entryPoint = random.pick(TRUNKS);
  const parties = { direction: 'incoming', from, to, did, entryPoint, queue } as const;
  const script = new Script(world, at, scenario, parties);
  script.send(0, { name: 'IncomingCall', data: { number: from, entryPoint } });
  return script;
}

/**
 * A call that an agent takes. Some callers choose the extension in a menu; the Cdr then names it as the vendor's sample does,
 * else it names the dialled number (WF b).
 */
export function receiveFor(exten: string, world: World, at: number, scenario: Scenario): Script {
  return receive(world, at, scenario, world.random.chance(0.2) ? { to: exten } : {});
}

/** The agent's telephone rings, the agent picks up. @returns The second of the call in which that is. */
export function answerBy(exten: string, script: Script, { random }: World): number {
  const rings = random.int(1, 5);
  const second = rings + random.int(2, 15);
  script.ring(exten, rings);
  script.pickUp(exten, second);
  script.answer(second, exten);
  return second;
}

/** An agent takes the call and talks. @returns The second of the call in which it is over. */
export function talkWith(exten: string, script: Script, world: World): number {
  const wait = answerBy(exten, script, world);
  const billsec = newTalk(world.random);
  const end = wait + billsec;
  script.talk(billsec);
  script.leave(exten, end);
  script.end(end, 'answered');
  sendCdr(script, world.random, { disposition: 'ANSWERED', end, billsec, record: recordCall(script) });
  return end;
}

/** The telephone of an agent rings in vain, or nobody is free and nothing rings. @returns When it stops. */
export function ringInVain(exten: string | undefined, script: Script, { random }: World): number {
  const rings = random.int(1, 5);
  const end = rings + random.int(8, 30);
  if (exten === undefined) return end;
  script.ring(exten, rings);
  script.leave(exten, end);
  return end;
}

/** Somebody calls an extension that cannot take calls. */
export function receiveBusy(world: World, at: number, scenario: Scenario): Script {
  const script = receive(world, at, scenario, { to: world.agents.busy(at) });
  const end = world.random.int(1, 4);
  script.end(end, 'busy');
  sendCdr(script, world.random, { disposition: 'BUSY', end });
  return script;
}
