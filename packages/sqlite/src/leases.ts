import { type Connection, number, text } from './connection.js';
import type { Deliveries } from './deliveries.js';

/** In how many looks the beat of a worker has to move. */
export const LOOKS = 10;

interface Observation {
  readonly beat: number;
  readonly looks: number;
}

/**
 * Who is alive: while a worker handles deliveries it raises its beat in the file, and the others look whether it moves.
 * They compare no clocks, and count looks rather than time: one who slept itself does not take the others for dead.
 */
export class Leases {
  private readonly connection: Connection;
  private readonly deliveries: Deliveries;
  private readonly owner: string;
  private beats = 0;
  private observed: ReadonlyMap<string, Observation> = new Map();

  /** @param owner - Who we are; no other has the same. */
  constructor(connection: Connection, deliveries: Deliveries, owner: string) {
    this.connection = connection;
    this.deliveries = deliveries;
    this.owner = owner;
  }

  /** Says that we are alive. Our beats go on where the others took us for dead, so that none is seen twice. */
  beat(): void {
    this.beats += 1;
    const sql = `
      INSERT INTO leases (owner, beat) VALUES (?, ?) ON CONFLICT (owner) DO UPDATE SET beat = excluded.beat`;
    this.connection.run(sql, this.owner, this.beats);
  }

  /** Hands out again what we have not finished, and goes. */
  leave(): void {
    this.bury(this.owner, this.beats);
  }

  /** Looks at the others; to be called {@link LOOKS} times a lease. @returns Those who seem to be dead. */
  look(): { readonly owner: string; readonly beat: number }[] {
    const others = this.connection
      .all('SELECT owner, beat FROM leases WHERE owner <> ?', this.owner)
      .map((row) => ({ owner: text(row['owner']), beat: number(row['beat']) }));
    const observed = new Map<string, Observation>();
    for (const { owner, beat } of others) {
      const before = this.observed.get(owner);
      observed.set(owner, { beat, looks: before?.beat === beat ? before.looks + 1 : 0 });
    }
    const dead = others.filter(({ owner }) => (observed.get(owner)?.looks ?? 0) >= LOOKS);
    // Where they cannot be buried now, the file was in the way, maybe also of their beats: they get another lease.
    for (const { owner } of dead) observed.delete(owner);
    this.observed = observed;
    return dead;
  }

  /** Hands out again what a dead worker was handling; nothing where it has moved since it was seen. */
  bury(owner: string, beat: number): boolean {
    const dead = this.connection.run('DELETE FROM leases WHERE owner = ? AND beat = ?', owner, beat) > 0;
    if (dead) this.deliveries.takeBack(owner);
    return dead;
  }
}
