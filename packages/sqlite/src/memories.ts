import type { Connection } from './connection.js';

/** Remembers which deliveries came, by the wall clock: the memory outlives the process. */
export class Memories {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  knows(key: string, now: number): boolean {
    return this.connection.value('SELECT 1 FROM memories WHERE key = ? AND until > ?', key, now) === 1;
  }

  /** Forgets two that are over in passing, so that there are never many of them. */
  remember(key: string, ttlMs: number, now: number): void {
    const until = Math.min(now + Math.ceil(ttlMs), Number.MAX_SAFE_INTEGER);
    const remember = `
      INSERT INTO memories (key, until) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET until = excluded.until`;
    this.connection.run(remember, key, until);
    const forget = `
      DELETE FROM memories WHERE key IN (SELECT key FROM memories WHERE until <= ? ORDER BY until LIMIT 2)`;
    this.connection.run(forget, now);
  }
}
