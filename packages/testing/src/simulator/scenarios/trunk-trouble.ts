import { sendCdr } from '../records.js';
import type { Content, Script } from '../script.js';
import { DIDS, type World } from '../world.js';
import { callOut, dialOut, giveUp, leaveByTrunk } from './outgoing.js';

/** A trunk goes down; the call that was to leave by it fails, and the trunk comes back. */
export function trunkTrouble(world: World, at: number): Script {
  const { random, agents } = world;
  const down = random.int(1, 5);
  const begin = at + down * 1000;
  const [agent] = agents.free(begin);
  const end = random.int(1, 4);
  const parties = random.chance(0.5) ? { dst: 'failed' } : {};
  const script =
    agent === undefined ? fromMachine(world, begin) : dialOut(agent, world, begin, 'trunk-trouble');
  if (agent === undefined) {
    script.end(end, 'failed');
    sendCdr(script, random, { disposition: 'FAILED', end, parties });
  } else giveUp(script, world, end, 'FAILED', parties);

  const trunk = script.truth.outgoingPoint ?? '';
  script.aside(-down, trunkState(trunk, 'Unavailable', script.time(-down)));
  const back = end + random.int(10, 60);
  script.aside(back, trunkState(trunk, 'Ok', script.time(back)));
  return script;
}

/** Where all agents talk, it is the auto-dialer that finds the trunk down. */
function fromMachine(world: World, at: number): Script {
  const script = callOut(DIDS[0], world, at, 'trunk-trouble');
  leaveByTrunk(script);
  return script;
}

function trunkState(trunkName: string, state: 'Ok' | 'Unavailable', at: number): Content {
  const time = new Date(at);
  return {
    name: 'TrunkNewState',
    data: { trunkName, date: time, state, trunkType: 'SIP', lastTime: time, lastTimeSec: 0 },
  };
}
