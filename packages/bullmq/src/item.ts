import { randomUUID } from 'node:crypto';

/** What waits in the inbox: all it takes to make a job of it. */
export interface Item {
  /** Of the job. */
  readonly id: string;
  /** How long repeats are known from when it becomes a job, in milliseconds; not there where it has no key for repeats. */
  readonly ttlMs?: number;
  /** That of the job: a delivery, or what somebody else put there. */
  readonly data: { readonly delivery: unknown; readonly callKey: string | null };
}

/** What comes before the data of a job to make an item of it. Behind the data comes `}`. */
export const headOf = (id: string) => `{"id":${JSON.stringify(id)},"data":`;

export const encodeItem = (item: Item) => JSON.stringify(item);

/** Never throws: what is no item becomes a job all the same, of which its processor makes a dead letter. */
export function decodeItem(text: string): Item {
  try {
    const item: unknown = JSON.parse(text);
    if (isItem(item)) return item;
  } catch {
    // It is no JSON.
  }
  return { id: randomUUID(), data: { delivery: text, callKey: null } };
}

function isItem(item: unknown): item is Item {
  if (!hasKeys(item, 'id', 'data') || typeof item.id !== 'string' || !isJobId(item.id)) return false;
  if ('ttlMs' in item && !Number.isSafeInteger(item.ttlMs)) return false;
  return hasKeys(item.data, 'delivery', 'callKey') && isCallKey(item.data.callKey);
}

const isCallKey = (key: unknown) => key === null || typeof key === 'string';

function hasKeys<K extends string>(value: unknown, ...keys: readonly K[]): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}

/** BullMQ gives ids that are numbers, and takes a colon for a part of its keys. */
export const isJobId = (id: string) => id !== '' && !/^-?\d+$/.test(id) && !id.includes(':');
