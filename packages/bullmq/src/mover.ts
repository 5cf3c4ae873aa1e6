import type { Queue } from 'bullmq';
import { type Connection, endConnection, openImpatient, withoutCommand } from './connection.js';
import { openJobs } from './job.js';
import type { QueueKeys } from './keys.js';
import { Moves } from './moves.js';
import type { ResolvedOptions } from './options.js';
import { Readiness } from './readiness.js';
import { settlesWithin } from './settles.js';

/** How long it waits for something to come in before it asks anew, in seconds; so a Redis that hangs is noticed. */
const BLOCK_SECONDS = 5;

/** How long it waits where others move, or enough jobs wait, in milliseconds: longer than a move takes, or they get in each other's way. */
const PAUSE_MS = 100;

/** How long it waits after an error, in milliseconds. */
const TROUBLE_MS = 500;

/**
 * Makes jobs of what comes in, as long as it is open. Of the movers of all workers, one is enough: one that sees that somebody else
 * moved only looks again a little later, and takes over when nobody moved meanwhile. So nobody has to hold a lock.
 */
export class Mover {
  private readonly connection: Connection;
  private readonly queue: Queue;
  private readonly readiness: Readiness;
  private readonly moves: Moves;
  private readonly onError: (error: Error) => void;
  private readonly stopped: Promise<void>;
  private stop = () => {};
  private isClosing = false;
  private readonly running: Promise<void>;
  /** The counter of moves when it was last seen. */
  private moved = '';

  constructor(options: ResolvedOptions, keys: QueueKeys, onError: (error: Error) => void) {
    const timeoutMs = options.timeoutMs + BLOCK_SECONDS * 1_000;
    this.connection = openImpatient(options.connection, timeoutMs);
    this.readiness = new Readiness(this.connection.redis, timeoutMs);
    this.queue = openJobs(this.connection, options);
    this.moves = new Moves(this.connection, this.queue, keys, options.lockMs);
    this.onError = onError;
    this.stopped = new Promise((resolve) => {
      this.stop = resolve;
    });
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.stop();
    // What is under way is carried out, or not.
    await endConnection(this.connection.redis);
    await this.running;
    await this.queue.close();
  }

  private async run(): Promise<void> {
    while (!this.isClosing) {
      try {
        await this.readiness.wait();
        await this.queue.waitUntilReady();
        await this.step();
      } catch (error) {
        await this.recover(withoutCommand(error));
      }
    }
  }

  private async step(): Promise<void> {
    const look = await this.moves.look(this.moved);
    const isAlone = look.moved === this.moved;
    this.moved = look.moved;
    if (isAlone && look.length === 0) await this.moves.untilItems(BLOCK_SECONDS);
    else if (look.items.length === 0) await this.pause(PAUSE_MS);
    else this.moved = (await this.moves.move(look)) ?? this.moved;
  }

  private async recover(error: Error): Promise<void> {
    if (this.isClosing) return;
    this.onError(error);
    // Which scripts Redis has is known of a connection, and may be wrong.
    if (this.connection.redis.status === 'ready') this.connection.redis.disconnect(true);
    await this.pause(TROUBLE_MS);
  }

  private async pause(ms: number): Promise<void> {
    await settlesWithin(this.stopped, ms);
  }
}
