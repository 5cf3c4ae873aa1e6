import type { Script } from '../script.js';
import type { World } from '../world.js';
import { receiveBusy } from './incoming.js';
import { dialOut, giveUp } from './outgoing.js';

export function busy(world: World, at: number): Script {
  const [agent] = world.agents.free(at);
  if (agent === undefined || world.random.chance(0.6)) return receiveBusy(world, at, 'busy');
  const script = dialOut(agent, world, at, 'busy');
  giveUp(script, world, world.random.int(2, 8), 'BUSY');
  return script;
}
