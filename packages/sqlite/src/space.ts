import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Connection, number } from './connection.js';
import type { Storage } from './storage.js';

/** Bytes of a page, SQLite's default. */
const PAGE = 4_096;
/** Free pages that are kept for what comes next. */
const KEPT = 4_096;
/** Pages that are given back at a time; it blocks the process. */
const STEP = 2_048;
/** Bytes that no delivery is stored in: as much as the log grows to, and once more for what it takes to shorten it. */
const RESERVE = 2 * 1_000 * PAGE;

/** Makes a file smaller that was once much larger, such as after a day on which no handler worked. */
export async function giveSpaceBack({ connection, writer }: Storage): Promise<void> {
  if (freePages(connection) < KEPT + STEP) return;
  await writer.run(() => connection.all(`PRAGMA incremental_vacuum(${STEP})`));
}

/** Milliseconds that what the system said of its disk is believed; asking takes as long as writing a delivery. */
const BELIEVED_MS = 20;

/** The disk of a file. */
export class Disk {
  private readonly storage: Storage;
  private askedAt = Number.NEGATIVE_INFINITY;
  private wasFull = false;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /**
   * Whether so little is left that it is needed for storing how deliveries ended. A disk that is full to the last byte would
   * not let go of them: SQLite has to write to delete.
   */
  isFull(): boolean {
    const now = performance.now();
    if (now - this.askedAt >= BELIEVED_MS) {
      this.askedAt = now;
      this.wasFull = this.ask();
    }
    return this.wasFull;
  }

  private ask(): boolean {
    const { connection, options } = this.storage;
    try {
      const { bavail, bsize } = statfsSync(dirname(options.file));
      return bavail * bsize < RESERVE && bavail * bsize + freePages(connection) * PAGE < RESERVE;
    } catch {
      // Then storing tells.
      return false;
    }
  }
}

const freePages = (connection: Connection) => number(connection.value('PRAGMA freelist_count'));
