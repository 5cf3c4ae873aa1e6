import type { DeliveryOutcome, QueueCounts, StoredDelivery } from '@simotel-hooks/core';
import { type Connection, number, type Row, text } from './connection.js';

/** A delivery that was handed out. */
export interface Claimed {
  readonly seq: number;
  readonly attempts: number;
  /** As it is in the file. */
  readonly callKey: string | null;
  readonly delivery: StoredDelivery;
}

const INSERT = `
INSERT INTO deliveries (id, call_key, delivery, state)
SELECT ?1, ?2, ?3, iif(EXISTS (SELECT 1 FROM deliveries WHERE call_key = ?2), 'queued', 'ready')`;

/** What waits for its next try and has waited long enough; or longer than the clock can tell, because it was set back. */
const DUE = `
SELECT seq FROM deliveries INDEXED BY deliveries_due WHERE state = 'delayed' AND due_at <= ? ORDER BY due_at`;
const SET_LATER = `
SELECT seq FROM deliveries INDEXED BY deliveries_set WHERE state = 'delayed' AND set_at > ? ORDER BY set_at`;
const READY = `SELECT seq FROM deliveries WHERE state = 'ready' ORDER BY seq`;
/** A clock that is adjusted by less is not one that was set back. */
const ADJUSTED_MS = 1_000;

const makeReady = (which: string) => `UPDATE deliveries SET state = 'ready' WHERE seq IN (${which} LIMIT ?)`;
const CLAIM = `
UPDATE deliveries SET state = 'active', owner = ?, attempts = attempts + 1 WHERE seq IN (${READY} LIMIT ?)
RETURNING seq, attempts, call_key, delivery`;

/**
 * The delivery is still what was handed out. It may be `ready` again because its worker was taken for dead, but not handed
 * out to another.
 */
const MINE = 'WHERE seq = ? AND owner = ? AND attempts = ?';
const BURY = `
INSERT INTO dead_letters (id, call_key, attempts, delivery, failure, failed_at)
SELECT id, call_key, attempts, delivery, ?, ? FROM deliveries `;
const NEXT_OF_CALL = `
UPDATE deliveries SET state = 'ready'
WHERE state = 'queued' AND seq = (SELECT seq FROM deliveries WHERE call_key = ? ORDER BY seq LIMIT 1)`;

/**
 * The deliveries in the file. Whatever changes it has to run in a transaction: of each call the first delivery, and no
 * other, is ready, delayed or active, so that claiming reads what it claims and nothing else.
 */
export class Deliveries {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Puts one at the end of its call. All three are as in the file. */
  insert(id: string, callKey: string | null, delivery: string): void {
    this.connection.run(INSERT, id, callKey, delivery);
  }

  /** Whether {@link claim} would find something. */
  hasWork(now: number): boolean {
    const sql = `SELECT EXISTS (${READY}) OR EXISTS (${DUE}) OR EXISTS (${SET_LATER})`;
    return this.connection.value(sql, now, now + ADJUSTED_MS) === 1;
  }

  /** Hands the oldest out to a worker. */
  claim(owner: string, limit: number, now: number): Claimed[] {
    this.connection.run(makeReady(DUE), now, limit);
    this.connection.run(makeReady(SET_LATER), now + ADJUSTED_MS, limit);
    const rows = this.connection.all(CLAIM, owner, limit).map(claimedOf);
    return rows.sort((one, other) => one.seq - other.seq);
  }

  /** Does with a delivery what its outcome says; nothing where it was handed out to another. */
  finish(claimed: Claimed, owner: string, outcome: DeliveryOutcome, now: number): void {
    const { seq, attempts, callKey } = claimed;
    if (outcome.status === 'released') {
      const sql = `UPDATE deliveries SET state = 'ready', owner = NULL, attempts = attempts - 1 ${MINE}`;
      this.connection.run(sql, seq, owner, attempts);
      return;
    }
    if (outcome.status === 'retry') {
      const sql = `UPDATE deliveries SET state = 'delayed', owner = NULL, set_at = ?, due_at = ? ${MINE}`;
      // One more, because the clock cuts off what is less than a millisecond.
      const due = Math.min(now + Math.ceil(Math.max(outcome.delayMs, 0)) + 1, Number.MAX_SAFE_INTEGER);
      this.connection.run(sql, now, due, seq, owner, attempts);
      return;
    }
    if (outcome.status === 'dead') {
      const failure = JSON.stringify(outcome.failure);
      this.connection.run(BURY + MINE, failure, new Date(now).toISOString(), seq, owner, attempts);
    }
    const gone = this.connection.run(`DELETE FROM deliveries ${MINE}`, seq, owner, attempts);
    if (gone > 0 && callKey !== null) this.connection.run(NEXT_OF_CALL, callKey);
  }

  /** Hands out again what a worker did not finish. */
  takeBack(owner: string): void {
    this.connection.run(`UPDATE deliveries SET state = 'ready' WHERE state = 'active' AND owner = ?`, owner);
  }

  counts(): QueueCounts {
    const states = this.connection.all('SELECT state, count(*) AS count FROM deliveries GROUP BY state');
    let [waiting, active] = [0, 0];
    for (const row of states) {
      if (row['state'] === 'active') active += number(row['count']);
      else waiting += number(row['count']);
    }
    return { waiting, active, dead: number(this.connection.value('SELECT count(*) FROM dead_letters')) };
  }
}

function claimedOf(row: Row): Claimed {
  const callKey = row['call_key'];
  return {
    seq: number(row['seq']),
    attempts: number(row['attempts']),
    callKey: callKey === null ? null : text(callKey),
    delivery: JSON.parse(text(row['delivery'])),
  };
}
