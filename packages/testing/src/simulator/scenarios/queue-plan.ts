import type { Script } from '../script.js';
import type { World } from '../world.js';

/** An agent's telephone rings, from one second of the call to another. */
export interface Try {
  readonly exten: string;
  readonly from: number;
  readonly until: number;
  readonly answers: boolean;
}

/** What a queue does with a call. */
interface QueuePlan {
  readonly tries: readonly Try[];
  /** The try that was answered, if one was. */
  readonly answer: Try | undefined;
  /** The second in which the caller was answered or gave up. */
  readonly end: number;
}

/** A queue looks for an agent from a second on, until the caller gives up. */
type Strategy = (script: Script, world: World, from: number, givesUp: number) => QueuePlan;

export const oneByOne: Strategy = (script, { random, agents }, from, givesUp) => {
  const tries: Try[] = [];
  for (let second = from; second < givesUp; ) {
    const free = agents.free(script.time(second));
    const exten = free.find((agent) => tries.every((past) => past.exten !== agent)) ?? free[0];
    if (exten === undefined) {
      second = Math.ceil((agents.nextFree() - script.time(0)) / 1000);
      continue;
    }
    const ready = random.chance(0.7);
    const stops = second + (ready ? random.int(2, 15) : random.int(8, 20));
    const answers = ready && stops <= givesUp;
    const until = Math.min(stops, givesUp);
    const attempt = { exten, from: second, until, answers };
    agents.hold(exten, script.time(until));
    tries.push(attempt);
    if (answers) return { tries, answer: attempt, end: until };
    second = until + random.int(1, 15);
  }
  return { tries, answer: undefined, end: givesUp };
};

export const ringAll: Strategy = (script, { random, agents }, from, givesUp) => {
  const wait = Math.ceil((agents.nextFree() - script.time(0)) / 1000);
  const second = Math.max(from, wait);
  if (second >= givesUp) return { tries: [], answer: undefined, end: givesUp };
  const ready = second + random.int(2, 20);
  const until = Math.min(ready, givesUp);
  const tries = agents
    .free(script.time(second))
    .slice(0, 4)
    .map((exten, index) => ({ exten, from: second, until, answers: index === 0 && ready <= givesUp }));
  return { tries: random.shuffle(tries), answer: tries.find(({ answers }) => answers), end: until };
};
