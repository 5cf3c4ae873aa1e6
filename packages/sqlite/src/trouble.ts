import { isSimotelError } from '@simotel-hooks/core';

/** The code SQLite gave an error, such as `SQLITE_FULL`; empty where it is none of SQLite's. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** Whether another process is in the way, so that trying again soon may work. */
export const isBusy = (error: unknown) => /^SQLITE_(BUSY|PROTOCOL)/.test(codeOf(error));

/** Whether only the statement that failed is to blame, and not the file or the disk. */
export const isOwnFault = (error: unknown) =>
  /^(SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG).*)?$/.test(codeOf(error));

/** What callers get to see: what SQLite says is short, and does not name the file. */
export function storageError(file: string, error: unknown): Error {
  if (isSimotelError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`${file} could not be written or read: ${reason}.`, { cause: error });
}
