import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeadLetter, WebhookResponse } from '@simotel-hooks/core';
import { savedName, writeSaved } from '../delivery/write-saved.js';
import { CliError, fileError } from '../errors.js';
import type { ReadLetter } from './read-letter.js';

/** What a receiver with a queue answers. */
const STORED: WebhookResponse = { status: 202, headers: {}, body: '' };

/**
 * Writes the delivery to a file, as `listen --save` does.
 *
 * @param path - A file that is not there yet, or a folder; one that ends with a slash is made.
 * @returns The path of the file.
 * @throws {CliError}
 */
export async function saveLetter(
  { id, delivery }: DeadLetter,
  read: ReadLetter | null,
  path: string,
): Promise<string> {
  if (!read) throw new CliError('What is stored is no delivery, so it cannot be saved as one.');
  const { request, result } = read;
  const saved = { ...delivery, receivedAt: new Date(delivery.receivedAt), request, result, answer: STORED };
  // An id may be any text.
  const mark = id.replaceAll(/[^\w-]/g, '').slice(0, 8);
  try {
    const file = (await isFolder(path)) ? join(path, savedName(saved, mark)) : path;
    await writeSaved(file, saved);
    return file;
  } catch (cause) {
    throw fileError(cause, path);
  }
}

async function isFolder(path: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) {
    await mkdir(path, { recursive: true });
    return true;
  }
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
