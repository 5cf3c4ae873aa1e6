import type { ServerResponse } from 'node:http';
import type { StreamMessage } from './protocol.js';

/** How far a page is. */
export interface Cursor {
  /** The last delivery it has. */
  deliveries: number;
  /** The last change it has. */
  changes: number;
}

/** What a page does not have yet. */
export interface Batch {
  readonly message: StreamMessage;
  readonly next: Cursor;
  /** Whether there is more than fits into one message. */
  readonly hasMore: boolean;
  readonly isEmpty: boolean;
}

interface Client {
  readonly response: ServerResponse;
  cursor: Cursor;
  /** It reads slower than news come: it gets the rest when it is ready, and nothing waits for it in memory. */
  isBlocked: boolean;
}

const TICK_MS = 100;
const HEARTBEAT_MS = 15_000;
const MOST_CLIENTS = 20;

/** Tells pages what is new, by server-sent events. */
export class Stream {
  private readonly clients = new Set<Client>();
  private readonly batchAfter: (cursor: Cursor) => Batch;
  private timer: NodeJS.Timeout | undefined;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(batchAfter: (cursor: Cursor) => Batch) {
    this.batchAfter = batchAfter;
    this.heartbeat = setInterval(() => {
      for (const { response } of this.clients) response.write(': still here\n\n');
    }, HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  get isFull(): boolean {
    return this.clients.size >= MOST_CLIENTS;
  }

  open(response: ServerResponse, cursor: Cursor): void {
    const client: Client = { response, cursor, isBlocked: false };
    this.clients.add(client);
    response.on('close', () => this.clients.delete(client));
    response.on('drain', () => {
      client.isBlocked = false;
      this.send(client);
    });
    this.write(client, this.batchAfter(cursor));
    this.send(client);
  }

  /** Something is new; several news within a moment go out together. */
  notify(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const client of this.clients) this.send(client);
    }, TICK_MS);
  }

  close(): void {
    clearTimeout(this.timer);
    clearInterval(this.heartbeat);
    for (const { response } of this.clients) response.end();
  }

  private send(client: Client): void {
    while (!client.isBlocked) {
      const batch = this.batchAfter(client.cursor);
      if (batch.isEmpty) return;
      this.write(client, batch);
      if (!batch.hasMore) return;
    }
  }

  private write(client: Client, { message, next }: Batch): void {
    client.cursor = next;
    client.isBlocked = !client.response.write(`data: ${JSON.stringify(message)}\n\n`);
  }
}
