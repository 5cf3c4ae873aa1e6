/**
 * Keeps the deliveries of a Simotel PBX in a SQLite file until they are handled, for the receivers and workers of one machine.
 *
 * @packageDocumentation
 */
export type { SqliteQueueOptions } from './options.js';
export { createSqliteQueue, type SqliteQueue } from './queue.js';
