import type { QueueCounts } from '@simotel-hooks/core';
import type { Cluster, Redis } from 'ioredis';
import { type Connection, withoutCommand } from './connection.js';
import { INBOX_SCRIPTS, PUT } from './inbox-scripts.js';
import { encodeItem, headOf, type Item } from './item.js';
import type { QueueKeys } from './keys.js';

/** How much goes into one command at most: others want to be answered too. */
const MAX_ITEMS = 500;
const MAX_CHARACTERS = 1_000_000;

interface Entry {
  readonly id: string;
  readonly ttlMs: number | undefined;
  readonly text: string;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Where deliveries come in: a list, so that to store one costs Redis and its receiver next to nothing. What comes in one turn of
 * the event loop is stored together, in the order in which it came.
 */
export class Inbox {
  private readonly connection: Connection;
  private readonly redis: Redis | Cluster;
  private readonly keys: QueueKeys;
  private entries: Entry[] = [];

  constructor(connection: Connection, keys: QueueKeys) {
    this.connection = connection;
    this.redis = connection.redis;
    this.keys = keys;
    for (const [name, script] of Object.entries(INBOX_SCRIPTS)) connection.client.defineCommand(name, script);
  }

  /** @returns Once Redis has it: `false` where it is a repeat and was not stored. */
  put(item: Item): Promise<boolean> {
    const text = encodeItem(item);
    return new Promise((resolve, reject) => {
      if (this.entries.length === 0) setImmediate(() => this.send());
      this.entries.push({ id: item.id, ttlMs: item.ttlMs, text, resolve, reject });
    });
  }

  /** Makes a dead job the last of its call, with all its tries. @returns `false` where it is not dead. */
  async replay(id: string, lane: string): Promise<boolean> {
    const { failed, job, inbox } = this.keys;
    const args = [failed, job + id, lane, inbox, id, headOf(id)];
    return (await this.connection.client.runCommand('simotelReplay', args)) === 1;
  }

  async counts(): Promise<QueueCounts> {
    const { inbox, wait, prioritized, delayed, active, failed } = this.keys;
    const keys = [inbox, wait, prioritized, delayed, active, failed];
    const answer: unknown = await this.connection.client.runCommand('simotelCounts', keys);
    const [waiting = 0, running = 0, dead = 0] = Array.isArray(answer) ? answer.map(Number) : [];
    return { waiting, active: running, dead };
  }

  private send(): void {
    const entries = this.entries;
    this.entries = [];
    let batch: Entry[] = [];
    let characters = 0;
    for (const entry of entries) {
      characters += entry.text.length;
      if (batch.length === MAX_ITEMS || (batch.length > 0 && characters > MAX_CHARACTERS)) {
        void this.sendBatch(batch);
        batch = [];
        characters = entry.text.length;
      }
      batch.push(entry);
    }
    void this.sendBatch(batch);
  }

  private async sendBatch(batch: readonly Entry[]): Promise<void> {
    try {
      const repeats = await this.store(batch);
      for (const entry of batch) entry.resolve(!repeats.has(entry));
    } catch (reason) {
      const error = withoutCommand(reason);
      for (const { reject } of batch) reject(error);
    }
  }

  /** @returns Those that were repeats. */
  private async store(batch: readonly Entry[]): Promise<ReadonlySet<Entry>> {
    const { inbox, job, repeat } = this.keys;
    if (batch.every(({ ttlMs }) => ttlMs === undefined)) {
      await this.redis.rpush(inbox, ...batch.map(({ text }) => text));
      return new Set();
    }
    const args = batch.flatMap(({ id, ttlMs = '', text }) => [id, ttlMs, text]);
    const answers: unknown = await this.redis.eval(PUT, 1, inbox, job, repeat, ...args);
    if (!Array.isArray(answers)) throw new Error('A script was answered with something else than a list.');
    return new Set(batch.filter((_, at) => answers[at] !== 1));
  }
}
