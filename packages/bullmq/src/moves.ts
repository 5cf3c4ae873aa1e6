import { type IRedisTransaction, Job, type Queue } from 'bullmq';
import type { Connection } from './connection.js';
import { CHECK, INBOX_SCRIPTS } from './inbox-scripts.js';
import { decodeItem, type Item } from './item.js';
import { JOB_NAME, JOB_OPTIONS, wake } from './job.js';
import { digest, type QueueKeys } from './keys.js';
import { parkMs } from './lanes.js';

/** How many items become jobs at a time, and of how many bytes. */
const MAX_ITEMS = 100;
const MAX_BYTES = 2_000_000;

/** So many jobs that wait are enough for the workers; what is in the inbox takes less room, and is in order. */
const ENOUGH_JOBS = 1_000;

/** What there was in the inbox at some moment. */
export interface Look {
  /** Changes whenever something is taken out. */
  readonly moved: string;
  readonly length: number;
  /** The first of them; none where somebody else took out some, or enough jobs wait. */
  readonly items: readonly string[];
}

/** Makes jobs of what is in the inbox: each item of one move, or none, whoever dies meanwhile. */
export class Moves {
  private readonly connection: Connection;
  private readonly queue: Queue;
  private readonly keys: QueueKeys;
  private readonly lockMs: number;

  constructor(connection: Connection, queue: Queue, keys: QueueKeys, lockMs: number) {
    this.connection = connection;
    this.queue = queue;
    this.keys = keys;
    this.lockMs = lockMs;
    for (const [name, script] of Object.entries(INBOX_SCRIPTS)) connection.client.defineCommand(name, script);
  }

  /** @param known - What `moved` was the last time. */
  async look(known: string): Promise<Look> {
    const { inbox, moved, wait } = this.keys;
    const args = [inbox, moved, wait, known, MAX_ITEMS, MAX_BYTES, ENOUGH_JOBS];
    const answer: unknown = await this.connection.client.runCommand('simotelLook', args);
    const [now = '', length, ...items] = Array.isArray(answer) ? answer.map(String) : [];
    return { moved: now, length: Number(length), items };
  }

  /** Waits until something is in the inbox, or `seconds` are over. It puts the first item back where it was. */
  async untilItems(seconds: number): Promise<void> {
    const { inbox } = this.keys;
    await this.connection.redis.blmove(inbox, inbox, 'LEFT', 'LEFT', seconds);
  }

  /**
   * Makes jobs of items that {@link look} saw. All goes out at once and depends on the counter alone, so it does no harm where the
   * connection broke since, or it is sent twice. A job that is not the first of its call is put aside from the start.
   *
   * @returns The counter after it; `undefined` where somebody else was faster.
   */
  async move({ moved: known, items: texts }: Look): Promise<string | undefined> {
    const { inbox, moved, counter, failed, completed, job, lane, repeat } = this.keys;
    const items = texts.map(decodeItem);
    const crowds = await this.crowdsOf(items);
    const pipeline = this.connection.client.pipeline();
    pipeline.runCommand('watch', [moved]);
    pipeline.runCommand('eval', [CHECK, 1, moved, known]);
    pipeline.runCommand('multi', []);
    const settled: (string | number)[] = [];
    for (const { id, ttlMs = '', data } of items) {
      const call = callOf(data);
      const before = crowds.get(call) ?? 0;
      if (call !== '') crowds.set(call, before + 1);
      const options = { ...JOB_OPTIONS, jobId: id, delay: parkMs(before, this.lockMs) };
      await new Job<unknown>(this.queue, JOB_NAME, data, options, id).addJob(pipeline);
      settled.push(id, ttlMs, call, before > 0 ? 1 : 0);
    }
    const keys = [inbox, moved, counter, failed, completed];
    pipeline.runCommand('simotelSettle', [...keys, known, job, lane, repeat, ...settled]);
    pipeline.runCommand('exec', []);
    const [now, ...first] = await resultOf(pipeline);
    await Promise.all(first.map((id) => wake(this.queue, id)));
    return now;
  }

  /** How many of each call are before what comes now, at most. */
  private async crowdsOf(items: readonly Item[]): Promise<Map<string, number>> {
    const calls = [...new Set(items.map(({ data }) => callOf(data)))].filter((call) => call !== '');
    if (calls.length === 0) return new Map();
    const answer: unknown = await this.connection.client.runCommand('simotelCrowds', [
      this.keys.lane,
      ...calls,
    ]);
    const lengths = Array.isArray(answer) ? answer.map(Number) : [];
    return new Map(calls.map((call, at) => [call, lengths[at] ?? 0]));
  }
}

/** What the lane of a call is called; nothing where there is no call. */
const callOf = ({ callKey }: Item['data']) => (callKey === null ? '' : digest(callKey));

/** What the last command of the transaction answered; nothing where somebody else was faster. */
async function resultOf(pipeline: IRedisTransaction): Promise<string[]> {
  const results = (await pipeline.exec()) ?? [];
  const [, replies]: [unknown, unknown] = results.at(-1) ?? [null, null];
  // Why a transaction was refused is what Redis said to one of its commands.
  for (const [error] of results) if (error) throw error;
  if (replies === null) return [];
  if (!Array.isArray(replies)) throw new Error('Redis did not carry out the transaction.');
  for (const reply of replies) if (reply instanceof Error) throw reply;
  const last: unknown = replies.at(-1);
  return Array.isArray(last) ? last.map(String) : [];
}
