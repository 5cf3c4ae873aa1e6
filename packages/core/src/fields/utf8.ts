import type { Reading } from '../reading.js';

/** Reads bytes as UTF-8 without a byte order mark; bytes that are not UTF-8 become U+FFFD, with a warning. */
export function decodeUtf8(bytes: Uint8Array, reading: Reading): string {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('\uFFFD') && !isUtf8(bytes)) {
    reading.warn('INVALID_TEXT', undefined, 'Bytes that are not UTF-8 were replaced by U+FFFD.');
  }
  return text;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
