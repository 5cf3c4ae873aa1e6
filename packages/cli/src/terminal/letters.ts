import { type DeadLetter, SIMOTEL_EVENT_NAMES } from '@simotel-hooks/core';
import { type LetterSummary, sourceOf } from '../dead/read-letter.js';
import type { Colors } from './colors.js';
import { printable } from './printable.js';

const ID_WIDTH = '00000000-0000-0000-0000-000000000000'.length;
const NAME_WIDTH = Math.max(...SIMOTEL_EVENT_NAMES.map((name) => name.length));
const CALL_ID_WIDTH = '1601116173.161150'.length;
const INDENT = '      ';
/** Of a line where there is no terminal to say so. */
const DEFAULT_WIDTH = 110;

/** What to print for a dead letter in a list: a line that says what it is, and one that says why it is there. */
export function letterLines(
  letter: DeadLetter,
  { event, callId, decodable }: LetterSummary,
  colors: Colors,
): string[] {
  const { id, failure, failedAt, attempts } = letter;
  const name = printable(event ?? '–').padEnd(NAME_WIDTH);
  const cells = [
    printable(id, 100).padEnd(ID_WIDTH),
    colors.dim(localTime(failedAt)),
    decodable ? colors.cyan(name) : colors.red(name),
    printable(callId ?? '–').padEnd(CALL_ID_WIDTH),
    colors.dim(printable(sourceOf(letter))),
  ];
  const reason = `✗ ${failure.code} after ${tries(attempts)}: ${oneLine(failure.message)}`;
  const width = (process.stdout.columns || DEFAULT_WIDTH) - INDENT.length;
  return [cells.join('  ').trimEnd(), INDENT + colors.red(printable(reason, Math.max(width, 40)))];
}

/** `1 try`, `12 tries`. */
export const tries = (attempts: number) => `${attempts} ${attempts === 1 ? 'try' : 'tries'}`;

/** By the clock and in the zone of this machine: `2026-01-10 09:08:07`. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return printable(iso);
  const pad = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(pad).join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':')}`;
}

const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ');
