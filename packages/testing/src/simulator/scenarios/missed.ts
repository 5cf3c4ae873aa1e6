import { sendCdr } from '../records.js';
import type { Script } from '../script.js';
import type { World } from '../world.js';
import { receive, receiveFor, ringInVain } from './incoming.js';
import { dialAgent, dialOut, giveUp } from './outgoing.js';

export function missed(world: World, at: number): Script {
  const { random, agents } = world;
  const [agent, colleague] = agents.free(at);
  const direction = random.weighted([
    ['incoming', 60],
    ['outgoing', 25],
    ['local', 15],
  ]);
  if (direction === 'outgoing' && agent !== undefined) {
    const script = dialOut(agent, world, at, 'missed');
    giveUp(script, world, random.int(15, 40), 'NO ANSWER');
    return script;
  }
  if (direction === 'local' && agent !== undefined && colleague !== undefined) {
    const script = dialAgent(agent, colleague, world, at, 'missed');
    const end = random.int(8, 30);
    script.ring(colleague, 1);
    script.leave(colleague, end);
    giveUp(script, world, end, 'NO ANSWER');
    return script;
  }
  return incoming(agent, world, at);
}

/** Where nobody is free, the caller listens to music and gives up. */
function incoming(agent: string | undefined, world: World, at: number): Script {
  const script = agent === undefined ? receive(world, at, 'missed') : receiveFor(agent, world, at, 'missed');
  const end = ringInVain(agent, script, world);
  script.end(end, 'missed');
  sendCdr(script, world.random, { disposition: 'NO ANSWER', end });
  return script;
}
