import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedDelivery } from '../delivery/saved.js';
import { parseSaved } from '../delivery/saved-file.js';
import { CliError, fileError } from '../errors.js';
import { printable } from '../terminal/printable.js';

/** A saved delivery and the file it is from. */
export interface SavedFile {
  readonly file: string;
  readonly saved: SavedDelivery;
}

/**
 * The deliveries of files, and of the `.json` files in folders, sorted by name. Each is read when it is asked for.
 *
 * @throws {CliError} that names the file, for one that cannot be read or is no saved delivery, and for a folder without any.
 */
export async function* savedDeliveries(paths: readonly string[]): AsyncGenerator<SavedFile, void, undefined> {
  for (const path of paths) {
    for (const file of await filesAt(path)) yield { file, saved: await readSaved(file) };
  }
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort();
    if (names.length > 0) return names.map((name) => join(path, name));
  } catch (cause) {
    throw fileError(cause, path);
  }
  throw new CliError(
    `There is no .json file in ${printable(path, 300)}. "simotel-hooks listen --save ${printable(path, 300)}" writes them.`,
  );
}

async function readSaved(file: string): Promise<SavedDelivery> {
  const saved = parse(file, await readText(file));
  if (saved) return saved;
  throw new CliError(
    `${printable(file, 300)} is no saved delivery. Give files that "simotel-hooks listen --save" or the inspector wrote.`,
  );
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw fileError(cause, file);
  }
}

function parse(file: string, text: string): SavedDelivery | undefined {
  try {
    return parseSaved(text);
  } catch (cause) {
    throw cause instanceof CliError
      ? new CliError(`${printable(file, 300)}: ${cause.message}`, { cause })
      : cause;
  }
}
