import type { Connection } from './connection.js';
import type { Deliveries } from './deliveries.js';
import type { ResolvedOptions } from './options.js';
import type { Writer } from './writer.js';

/** The file of a queue, and how to get at it. */
export interface Storage {
  readonly connection: Connection;
  readonly deliveries: Deliveries;
  readonly writer: Writer;
  readonly options: ResolvedOptions;
}
