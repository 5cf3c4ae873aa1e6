import { SimotelError } from './error.js';
import type { DecodeWarning, DecodeWarningCode } from './warnings.js';
import type { Zone } from './zone.js';

/** What one pass over one delivery carries along. */
export class Reading {
  readonly warnings: DecodeWarning[] = [];
  /** The body comes from somebody else's parser: its numbers cannot be read again. */
  parsed = false;
  /** Some fields went through form decoding: a number that begins with a space began with `+`. */
  spaceIsPlus = false;
  /** `INVALID_TEXT` is said: once is enough, however many pieces are damaged. */
  invalidText = false;
  /** A text field arrived as a bare number; only a pass with `exact` can give its digits. */
  wantsExact = false;
  /** The place of a nested record, for example `detail[0].`. */
  prefix = '';

  /**
   * @param exact - Read JSON keeping the text of every number. Slower, hence only when a pass `wantsExact`.
   */
  constructor(
    readonly zone: Zone,
    readonly bodyLimit: number,
    readonly exact: boolean,
  ) {}

  warn(code: DecodeWarningCode, key: string | undefined, message: string): void {
    this.warnings.push(key === undefined ? { code, message } : { code, field: this.prefix + key, message });
  }

  invalid(key: string, expected: string): undefined {
    this.warn('FIELD_INVALID', key, `${this.prefix}${key} is not ${expected}; it is left out of data.`);
  }

  assertSize(size: number): void {
    if (size <= this.bodyLimit) return;
    throw new SimotelError(
      'BODY_TOO_LARGE',
      `The delivery has ${size} bytes or characters, more than bodyLimit (${this.bodyLimit}).`,
    );
  }
}
