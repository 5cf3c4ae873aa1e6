import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed and the same questions give the same answers. */
export interface Random {
  /** A whole number; both ends are possible. */
  int(from: number, to: number): number;
  /** `true` in that share of the cases, 0 to 1. */
  chance(share: number): boolean;
  /** A length whose like are rarer the longer they are, as gaps between calls and lengths of talks. */
  exponential(mean: number): number;
  pick<T>(items: readonly T[]): T;
  /** One of some choices by their weights. */
  weighted<const T>(choices: readonly (readonly [choice: T, weight: number])[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** That many digits as text. */
  digits(count: number): string;
}

/** @param stream - Streams of one seed have nothing to do with each other. */
export function createRandom(seed: number, stream: number): Random {
  const generator = xoroshiro128plus(seed);
  for (let jumps = 0; jumps <= stream; jumps++) generator.jump();
  const unit = () => uniformFloat64(generator);
  const int = (from: number, to: number) => uniformInt(generator, from, to);

  return {
    int,
    chance: (share) => unit() < share,
    exponential: (mean) => -mean * Math.log(1 - unit()),
    pick: (items) => at(items, int(0, items.length - 1)),
    weighted(choices) {
      let rest = unit() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const hit = choices.findIndex(([, weight]) => {
        rest -= weight;
        return rest < 0;
      });
      return at(choices, hit)[0];
    },
    shuffle: (items) =>
      items
        .map((item) => ({ item, place: unit() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
    digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(''),
  };
}

function at<T>(items: readonly T[], index: number): T {
  // `at` takes the -1 of a rounding error in `weighted` for the last one, which is right.
  const item = items.at(index);
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}
