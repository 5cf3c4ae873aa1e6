import { readFileSync } from 'node:fs';

/** What a worker did with a delivery, and when: by a clock that all processes of a machine share and nobody sets. */
export interface Entry {
  readonly what: string;
  readonly mark: number;
  readonly at: bigint;
}

/** A line of a journal. */
export const entryOf = (what: 'begin' | 'end', mark: number) =>
  `${what} ${mark} ${process.hrtime.bigint()}\n`;

/** What all workers wrote, in the order in which it happened. A line that a kill cut off is not there. */
export function readJournals(files: readonly string[]): Entry[] {
  const entries = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line): Entry => {
        const [what = '', mark, at = '0'] = line.split(' ');
        return { what, mark: Number(mark), at: BigInt(at) };
      }),
  );
  return entries.sort((one, other) => (one.at < other.at ? -1 : 1));
}
