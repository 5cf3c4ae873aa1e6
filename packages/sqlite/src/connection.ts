import { SimotelError } from '@simotel-hooks/core';
import Database from 'libsql';

/** A row as SQLite gives it. Read its columns with {@link text} and {@link number}. */
export type Row = Readonly<Record<string, unknown>>;
type Value = string | number | null;
type Statement = ReturnType<InstanceType<typeof Database>['prepare']>;

/**
 * A connection to a SQLite file, with its prepared statements.
 *
 * All rows of a query are read at once: a statement that stopped before its end would hold the connection at what the file
 * was then, and no log could be shortened.
 */
export class Connection {
  private readonly database: InstanceType<typeof Database>;
  private readonly statements = new Map<string, Statement>();
  private closed = false;

  /** @param busyTimeoutMs - How long a statement blocks the process while another one is writing. */
  constructor(file: string, busyTimeoutMs: number) {
    this.database = new Database(file, { timeout: busyTimeoutMs });
  }

  /** Runs statements that give no rows and take no values. */
  exec(sql: string): void {
    this.open();
    this.database.exec(sql);
  }

  /** Runs a statement that gives no rows. @returns How many rows it changed. */
  run(sql: string, ...values: Value[]): number {
    return this.prepared(sql).run(values).changes;
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.prepared(sql).all(values).filter(isRow);
  }

  /** The first column of the first row; `undefined` where there is none. */
  value(sql: string, ...values: Value[]): unknown {
    const [row] = this.all(sql, ...values);
    return row && Object.values(row)[0];
  }

  /** All of `work` or nothing, once it returns: SQLite has written it through to the disk. */
  transaction<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // On a full disk SQLite may have done so itself.
      if (this.database.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.closed = true;
    // The file is let go of when the last statement is collected.
    this.statements.clear();
    this.database.close();
  }

  private prepared(sql: string): Statement {
    this.open();
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private open(): void {
    if (this.closed) throw new SimotelError('CLOSED', 'The queue was closed.');
  }
}

/** The text in a column. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError('A column that holds text holds something else.');
}

/** The number in a column. */
export function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError('A column that holds a number holds something else.');
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;
