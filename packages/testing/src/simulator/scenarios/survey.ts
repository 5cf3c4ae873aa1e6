import type { Script } from '../script.js';
import type { World } from '../world.js';
import { receiveBusy, receiveFor, talkWith } from './incoming.js';
import { queueCall } from './queue.js';

/** Seconds a caller who means to vote waits in a queue. */
const PATIENCE = 240;

export function survey(world: World, at: number): Script {
  const script = talk(world, at);
  const { answeredBy } = script.truth;
  if (answeredBy !== null) vote(answeredBy, script, world);
  return script;
}

function talk(world: World, at: number): Script {
  if (world.random.chance(0.6)) return queueCall(world, at, 'survey', PATIENCE);
  const [agent] = world.agents.free(at);
  if (agent === undefined) return receiveBusy(world, at, 'survey');
  const script = receiveFor(agent, world, at, 'survey');
  talkWith(agent, script, world);
  return script;
}

/** The call is over for the agent and for its records; the caller stays to vote. */
function vote(agent: string, script: Script, { random }: World): void {
  const { from: src, queue, endedAt } = script.truth;
  const second = (endedAt - script.time(0)) / 1000 + random.int(3, 25);
  const point = random.int(1, 5);
  const label = random.pick(['MySurvey', 'رضایت مشتری']);
  script.truth.survey = { point, label };
  script.send(second, {
    name: 'Survey',
    data: {
      src,
      dst: agent,
      ...(queue !== null && { queue }),
      date: new Date(script.time(second)),
      point,
      label,
    },
  });
}
