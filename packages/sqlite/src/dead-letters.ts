import type { DeadLetter, DeadLetters } from '@simotel-hooks/core';
import { type Connection, number, type Row, text } from './connection.js';
import type { Deliveries } from './deliveries.js';
import { keyText } from './key-text.js';
import type { Storage } from './storage.js';
import type { Writer } from './writer.js';

/** How many are read at a time; each may be as large as a body may be. */
const PAGE = 20;
const NEWEST = 'SELECT ifnull(max(seq), 0) FROM dead_letters';
const FIRST = 'SELECT * FROM dead_letters WHERE id = ? ORDER BY seq LIMIT 1';

/** The dead letters in the file. */
export class SqliteDeadLetters implements DeadLetters {
  private readonly connection: Connection;
  private readonly deliveries: Deliveries;
  private readonly writer: Writer;
  private readonly wake: () => void;

  /** @param wake - Called when one was put back. */
  constructor({ connection, deliveries, writer }: Storage, wake: () => void) {
    this.connection = connection;
    this.deliveries = deliveries;
    this.writer = writer;
    this.wake = wake;
  }

  async *list(): AsyncGenerator<DeadLetter> {
    const sql = 'SELECT * FROM dead_letters WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?';
    const newest = await this.writer.read(() => number(this.connection.value(NEWEST)));
    let last = 0;
    for (;;) {
      const rows = await this.writer.read(() => this.connection.all(sql, last, newest, PAGE));
      for (const row of rows) {
        last = number(row['seq']);
        yield deadLetterOf(row);
      }
      if (rows.length < PAGE) return;
    }
  }

  get(id: string): Promise<DeadLetter | undefined> {
    return this.writer.read(() => this.connection.all(FIRST, keyText(id)).map(deadLetterOf)[0]);
  }

  async replay(id: string): Promise<boolean> {
    const replayed = await this.writer.run(() => {
      const [row] = this.connection.all(FIRST, keyText(id));
      if (!row) return false;
      const callKey = row['call_key'] === null ? null : text(row['call_key']);
      this.deliveries.insert(text(row['id']), callKey, text(row['delivery']));
      this.remove(number(row['seq']));
      return true;
    });
    if (replayed) this.wake();
    return replayed;
  }

  drop(id: string): Promise<boolean> {
    return this.writer.run(() => {
      const [row] = this.connection.all(FIRST, keyText(id));
      if (row) this.remove(number(row['seq']));
      return row !== undefined;
    });
  }

  private remove(seq: number): void {
    this.connection.run('DELETE FROM dead_letters WHERE seq = ?', seq);
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
