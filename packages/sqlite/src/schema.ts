import { accessSync, constants } from 'node:fs';
import { Connection, number } from './connection.js';
import { optionInvalid } from './options.js';
import { codeOf, isBusy } from './trouble.js';

/** 'SIMQ', so that no other program's file is taken for one of ours. */
const APPLICATION_ID = 0x53494d51;
/** Raised with every change of the tables. */
const VERSION = 1;

/**
 * `state` of a delivery:
 * - `ready`: it can be handed out;
 * - `queued`: others of its call are before it. The first of a call is never queued;
 * - `delayed`: it waits for its next try, from `set_at` until `due_at`;
 * - `active`: `owner` handles it.
 *
 * Numbers of deliveries are not used again: the owner of one that is gone must not take another for it.
 * Keys and ids are JSON text, which keeps what SQLite's own text does not: U+0000 and halves of surrogate pairs.
 */
const TABLES = `
CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  call_key TEXT,
  state TEXT NOT NULL,
  owner TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  set_at INTEGER,
  due_at INTEGER,
  delivery TEXT NOT NULL
);
CREATE INDEX deliveries_state ON deliveries (state, seq);
CREATE INDEX deliveries_call ON deliveries (call_key, seq) WHERE call_key IS NOT NULL;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'delayed';
CREATE INDEX deliveries_set ON deliveries (set_at) WHERE state = 'delayed';

CREATE TABLE dead_letters (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  call_key TEXT,
  attempts INTEGER NOT NULL,
  failure TEXT NOT NULL,
  failed_at TEXT NOT NULL,
  delivery TEXT NOT NULL
);
CREATE INDEX dead_letters_id ON dead_letters (id);

CREATE TABLE memories (key TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX memories_until ON memories (until);

CREATE TABLE leases (owner TEXT PRIMARY KEY, beat INTEGER NOT NULL) WITHOUT ROWID;

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${VERSION};
`;

/** How long opening waits for other processes that open the file too. */
const OPEN_TIMEOUT_MS = 5_000;
/** How long a statement may block the process; the writer tries again by itself. */
const BLOCK_MS = 4;
/** Bytes the log is cut down to. */
const LOG_LIMIT = 16 * 1024 * 1024;

/** @throws {SimotelError} `OPTION_INVALID` for a file that cannot be opened, or is not one of ours. */
export function openFile(file: string): Connection {
  try {
    const connection = new Connection(file, OPEN_TIMEOUT_MS);
    patiently(() => prepare(connection, file));
    // SQLite opens a file that it may only read, and says so when it is to write.
    accessSync(file, constants.W_OK);
    connection.exec(`PRAGMA busy_timeout = ${BLOCK_MS}`);
    return connection;
  } catch (error) {
    if (error instanceof Error && error.name === 'SimotelError') throw error;
    if (codeOf(error) === 'SQLITE_NOTADB') throw optionInvalid(`${file} is not a SQLite database.`, error);
    const reason = error instanceof Error ? error.message : String(error);
    throw optionInvalid(
      `${file} cannot be opened: ${reason}. Are the folder and its rights as needed?`,
      error,
    );
  }
}

function prepare(connection: Connection, file: string): void {
  const made = isMade(connection, file);
  // Has to be set before anything is in the file: what is deleted can be given back to the disk.
  if (!made) connection.exec('PRAGMA auto_vacuum = INCREMENTAL');
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec(
    `PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA journal_size_limit = ${LOG_LIMIT}`,
  );
  if (made) return;
  connection.transaction(() => {
    if (!isMade(connection, file)) connection.exec(TABLES);
  });
}

function isMade(connection: Connection, file: string): boolean {
  // The id last: whoever makes the file puts all three in at once, maybe now.
  const isEmpty = connection.value('SELECT count(*) FROM sqlite_schema') === 0;
  const version = number(connection.value('PRAGMA user_version'));
  const applicationId = connection.value('PRAGMA application_id');
  if (applicationId !== APPLICATION_ID) {
    if (isEmpty && version === 0) return false;
    throw optionInvalid(`${file} is a database of another program.`);
  }
  if (version > VERSION) {
    throw optionInvalid(`${file} was written by a later version of @simotel-hooks/sqlite; install that.`);
  }
  return true;
}

/** SQLite does not wait by itself where several processes make the same file. */
function patiently(work: () => void): void {
  const end = performance.now() + OPEN_TIMEOUT_MS;
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
}
