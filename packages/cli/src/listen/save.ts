import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReceivedDelivery } from '../delivery/delivery.js';
import { savedName, writeSaved } from '../delivery/write-saved.js';
import { fileError } from '../errors.js';
import { Backlog } from '../order/backlog.js';

/** Writes each delivery to a file of its own. */
export class Saver {
  private readonly dir: string;
  private readonly onFailure: (message: string) => void;
  private readonly backlog = new Backlog(4);
  private count = 0;
  private lastFailure = '';

  private constructor(dir: string, onFailure: (message: string) => void) {
    this.dir = dir;
    this.onFailure = onFailure;
  }

  /**
   * @param onFailure - Told what went wrong, once for as long as it stays the same.
   * @throws {CliError} where the folder cannot be made.
   */
  static async open(dir: string, onFailure: (message: string) => void): Promise<Saver> {
    try {
      await mkdir(dir, { recursive: true });
    } catch (cause) {
      throw fileError(cause, dir);
    }
    return new Saver(dir, onFailure);
  }

  save(delivery: ReceivedDelivery): void {
    this.count++;
    const file = join(this.dir, savedName(delivery, String(this.count).padStart(6, '0')));
    const size = delivery.request.body.byteLength;
    if (this.backlog.add(file, size, () => this.write(file, delivery))) return;
    this.fail('Deliveries come faster than they can be written; some were not saved.');
  }

  async close(): Promise<void> {
    await this.backlog.idle();
  }

  private async write(file: string, delivery: ReceivedDelivery): Promise<void> {
    try {
      await writeSaved(file, delivery);
      this.lastFailure = '';
    } catch (cause) {
      // Named by the folder: the file is another one each time.
      this.fail(`${fileError(cause, this.dir).message} Deliveries are not saved.`);
    }
  }

  private fail(message: string): void {
    if (message === this.lastFailure) return;
    this.lastFailure = message;
    this.onFailure(message);
  }
}
