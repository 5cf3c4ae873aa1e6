import type { Reading } from '../reading.js';

/** Made when first needed: most deliveries need none, and a bare JavaScript engine has none. */
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** Reads bytes as UTF-8 without a byte order mark; bytes that are not UTF-8 become U+FFFD, with one warning a delivery. */
export function decodeUtf8(bytes: Uint8Array, reading: Reading): string {
  decoder ??= new TextDecoder();
  const text = decoder.decode(bytes);
  if (!reading.invalidText && text.includes('\uFFFD') && !isUtf8(bytes)) {
    reading.invalidText = true;
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
