import type { CallDatabase } from './database.js';

/** Who called and was not answered, the last one first: those to call back. */
export async function missedCalls(database: CallDatabase, limit: number) {
  const rows = await database
    .selectFrom('calls')
    .select(['created_at', 'caller', 'queue', 'wait_seconds', 'outcome'])
    .where('direction', '=', 'incoming')
    .where('outcome', 'in', ['missed', 'busy'])
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    at: new Date(row.created_at).toISOString().slice(0, 19),
    caller: row.caller,
    queue: row.queue ?? '–',
    waited: row.wait_seconds === null ? '–' : `${row.wait_seconds} s`,
    outcome: row.outcome,
  }));
}

/** How much each extension answered. */
export async function answeredCalls(database: CallDatabase) {
  const rows = await database
    .selectFrom('calls')
    .select(({ fn }) => [
      'answered_by as extension',
      fn.countAll<number>().as('calls'),
      fn.avg<number>('wait_seconds').as('wait'),
      fn.sum<number>('talk_seconds').as('talk'),
      fn.avg<number | null>('survey_point').as('vote'),
    ])
    .where('answered_by', 'is not', null)
    .groupBy('answered_by')
    .orderBy('calls', 'desc')
    .orderBy('answered_by')
    .execute();
  return rows.map(({ extension, calls, wait, talk, vote }) => ({
    extension,
    calls,
    'average wait': `${Math.round(wait)} s`,
    talked: `${Math.round(talk / 60)} min`,
    vote: vote === null ? '–' : vote.toFixed(1),
  }));
}
