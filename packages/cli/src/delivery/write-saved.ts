import { writeFile } from 'node:fs/promises';
import type { ReceivedDelivery } from './delivery.js';
import { toSaved } from './saved-file.js';

/** Writes a delivery to a file that is not there yet. @throws What `writeFile` throws. */
export async function writeSaved(file: string, delivery: ReceivedDelivery): Promise<void> {
  // Telephone numbers are nobody else's business.
  await writeFile(file, `${JSON.stringify(toSaved(delivery), null, 2)}\n`, { flag: 'wx', mode: 0o600 });
}

/**
 * In the order of arrival when they are sorted by name: `20260110T053000.123Z-000001-NewState.json`.
 *
 * @param mark - Tells deliveries of one millisecond apart.
 */
export function savedName({ receivedAt, result }: ReceivedDelivery, mark: string): string {
  const time = receivedAt.toISOString().replaceAll(/[-:]/g, '');
  const name = result.success ? (result.event.name ?? 'unknown') : result.error.code;
  return `${time}-${mark}-${name}.json`;
}
