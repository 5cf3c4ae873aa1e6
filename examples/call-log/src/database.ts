import type { Call } from '@simotel-hooks/core/calls';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';

/** One row a call. Times are Unix time in milliseconds, as a `Call` has them. */
interface CallRow {
  source: string;
  id: string;
  direction: string | null;
  caller: string | null;
  called: string | null;
  queue: string | null;
  answered_by: string | null;
  outcome: string | null;
  evidence: string | null;
  created_at: number;
  wait_seconds: number | null;
  talk_seconds: number | null;
  survey_point: number | null;
  /** The whole call as JSON, for what no column has. */
  call: string;
}

export type CallDatabase = Kysely<{ calls: CallRow }>;

/** @param file - `':memory:'` for a database that is gone when the program ends. */
export async function openDatabase(file: string): Promise<CallDatabase> {
  const database: CallDatabase = new Kysely({
    dialect: new SqliteDialect({ database: new Database(file) }),
  });
  await database.schema
    .createTable('calls')
    .ifNotExists()
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('direction', 'text')
    .addColumn('caller', 'text')
    .addColumn('called', 'text')
    .addColumn('queue', 'text')
    .addColumn('answered_by', 'text')
    .addColumn('outcome', 'text')
    .addColumn('evidence', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('wait_seconds', 'integer')
    .addColumn('talk_seconds', 'integer')
    .addColumn('survey_point', 'integer')
    .addColumn('call', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('calls_key', ['source', 'id'])
    .execute();
  return database;
}

/** Writes a call, or writes it anew: a vote or a late record may change one that is there. */
export async function saveCall(database: CallDatabase, call: Call): Promise<void> {
  const row: CallRow = {
    source: call.source ?? '',
    id: call.id,
    direction: call.direction,
    caller: call.from,
    called: call.to,
    queue: call.queue,
    answered_by: call.answeredBy,
    outcome: call.outcome,
    evidence: call.evidence,
    created_at: call.createdAt,
    wait_seconds: call.waitSeconds,
    talk_seconds: call.talkSeconds,
    survey_point: call.survey?.point ?? null,
    call: JSON.stringify(call),
  };
  await database
    .insertInto('calls')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source', 'id']).doUpdateSet(row))
    .execute();
}
