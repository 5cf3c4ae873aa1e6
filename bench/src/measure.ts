import { measure } from 'mitata';

/** Median nanoseconds of an action; one that returns a promise is waited for. */
export async function time(action: () => unknown): Promise<number> {
  const { p50 } = await measure(action, { min_cpu_time: 100e6 });
  return p50;
}

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
