import type { Script } from '../script.js';
import type { World } from '../world.js';
import { receiveBusy, receiveFor, talkWith } from './incoming.js';
import { converse, dialAgent, dialOut } from './outgoing.js';

export function answered(world: World, at: number): Script {
  const { random, agents } = world;
  const [agent, colleague] = agents.free(at);
  if (agent === undefined) return receiveBusy(world, at, 'answered');
  const direction = random.weighted([
    ['incoming', 60],
    ['outgoing', 30],
    ['local', 10],
  ]);
  if (direction === 'local' && colleague !== undefined) return local(agent, colleague, world, at);
  if (direction === 'outgoing') {
    const script = dialOut(agent, world, at, 'answered');
    converse(script, world, random.int(4, 25));
    return script;
  }
  const script = receiveFor(agent, world, at, 'answered');
  talkWith(agent, script, world);
  return script;
}

function local(agent: string, colleague: string, world: World, at: number): Script {
  const script = dialAgent(agent, colleague, world, at, 'answered');
  const wait = world.random.int(3, 15);
  script.ring(colleague, 1);
  script.pickUp(colleague, wait);
  converse(script, world, wait);
  script.leave(colleague, (script.truth.endedAt - script.time(0)) / 1000);
  return script;
}
