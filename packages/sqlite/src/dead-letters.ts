import type { DeadLetter, DeadLetters } from '@simotel-hooks/core';
import { keyText } from './key-text.js';
import { number, type Row, text } from './store/connection.js';
import type { StoreClient } from './store-client.js';

/** How many are read at a time; each may be as large as a body may be. */
const PAGE = 20;

/** The dead letters of a queue. */
export class SqliteDeadLetters implements DeadLetters {
  private readonly store: StoreClient;
  private readonly wake: () => void;

  /** @param wake - Called when one was put back. */
  constructor(store: StoreClient, wake: () => void) {
    this.store = store;
    this.wake = wake;
  }

  async *list(): AsyncGenerator<DeadLetter> {
    let last = 0;
    for (;;) {
      const rows = await this.store.call('deadLetters', last, PAGE);
      for (const row of rows) {
        last = number(row['seq']);
        yield deadLetterOf(row);
      }
      if (rows.length < PAGE) return;
    }
  }

  async get(id: string): Promise<DeadLetter | undefined> {
    const row = await this.store.call('deadLetter', keyText(id));
    return row && deadLetterOf(row);
  }

  async replay(id: string): Promise<boolean> {
    const replayed = await this.store.call('replay', keyText(id));
    if (replayed) this.wake();
    return replayed;
  }

  drop(id: string): Promise<boolean> {
    return this.store.call('drop', keyText(id));
  }
}

function deadLetterOf(row: Row): DeadLetter {
  return {
    id: JSON.parse(text(row['id'])),
    delivery: JSON.parse(text(row['delivery'])),
    failure: JSON.parse(text(row['failure'])),
    failedAt: text(row['failed_at']),
    attempts: number(row['attempts']),
  };
}
