import { setTimeout as pause } from 'node:timers/promises';
import { SimotelError } from '@simotel-hooks/core';
import type { Cluster, Redis } from 'ioredis';
import { endConnection, openImpatient, withoutCommand } from '../connection.js';
import type { BullMQQueueOptions } from '../options.js';
import { Readiness } from '../readiness.js';
import type { Script } from './scripts.js';

/** What it takes ioredis to notice that a connection broke: until then it calls it ready, and refuses commands. */
const NOTICE_MS = 100;

/** A connection on which scripts are run. */
export class ScriptClient {
  private readonly redis: Redis | Cluster;
  private readonly readiness: Readiness;
  private isClosed = false;

  constructor(connection: BullMQQueueOptions['connection'], timeoutMs: number) {
    this.redis = openImpatient(connection, timeoutMs).redis;
    this.readiness = new Readiness(this.redis, timeoutMs);
  }

  /**
   * Runs a script, once more where the connection broke before the answer came. It may have run the first time, too.
   *
   * @throws {Error} What Redis says, or why there is no answer.
   */
  run({ text, sha }: Script, keys: readonly string[], args: readonly string[]): Promise<string[]> {
    const rest = [...keys, ...args];
    return this.ask(async () => {
      const reply = await this.redis.evalsha(sha, keys.length, ...rest).catch((error: unknown) => {
        if (!isAnswer(error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return this.redis.eval(text, keys.length, ...rest);
      });
      if (!Array.isArray(reply)) throw new Error('A script was answered with something else than a list.');
      return reply.map(String);
    });
  }

  count(hash: string): Promise<number> {
    return this.ask(() => this.redis.hlen(hash));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await endConnection(this.redis);
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await this.askTwice(question);
    } catch (reason) {
      // It holds the call, with the numbers of those who talked.
      throw withoutCommand(reason);
    }
  }

  private async askTwice<T>(question: () => Promise<T>): Promise<T> {
    await this.ready();
    try {
      return await question();
    } catch (error) {
      if (isAnswer(error)) throw error;
      await pause(NOTICE_MS);
      await this.ready();
      return question();
    }
  }

  private async ready(): Promise<void> {
    if (this.isClosed) throw new SimotelError('CLOSED', 'The store of calls is closed.');
    await this.readiness.wait();
  }
}

/** Whether it is Redis that says so. */
const isAnswer = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';
