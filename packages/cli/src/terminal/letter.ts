import type { DeadLetter } from '@simotel-hooks/core';
import { type ReadLetter, sourceOf } from '../dead/read-letter.js';
import type { Colors } from './colors.js';
import { requestLines } from './exchange.js';
import { explanationLines } from './explanation.js';
import { localTime, tries } from './letters.js';
import { printable } from './printable.js';

const LONGEST_LINE = 1000;

/** A dead letter to read in a terminal: why it failed, what came, and what that says now. */
export function letterDetail(letter: DeadLetter, read: ReadLetter | null, colors: Colors): string[] {
  return [
    ...failureLines(letter, colors),
    '',
    ...(read
      ? [...requestLines(read.request, colors), '', ...readingLines(letter, read, colors)]
      : [colors.red('✗ What is stored is no delivery. --json shows it.')]),
  ];
}

function failureLines(letter: DeadLetter, colors: Colors): string[] {
  const { id, delivery, failure, failedAt, attempts } = letter;
  const [message = '', ...more] = failure.message.trim().split(/\r?\n/);
  const header = [
    ['id', printable(id, 100)],
    ['received', localTime(delivery?.receivedAt ?? '–')],
    ['source', printable(sourceOf(letter))],
    ['failed', `${localTime(failedAt)}, after ${tries(attempts)}`],
    ['error', colors.red(printable(`${failure.code}: ${message}`, LONGEST_LINE))],
  ].map(([label = '', text = '']) => `${colors.dim(label.padEnd(12))}${text}`);
  const stack = failure.stack?.split(/\r?\n/) ?? [];
  return [
    ...header,
    ...more.map((line) => `            ${colors.red(printable(line, LONGEST_LINE))}`),
    ...stack.map((line) => colors.dim(`  ${printable(line, LONGEST_LINE)}`)),
  ];
}

function readingLines(
  { id, failure }: DeadLetter,
  { request, result, explanation }: ReadLetter,
  colors: Colors,
): string[] {
  const data = result.success && result.event.kind === 'event' ? result.event.data : null;
  const lines = explanationLines({ request, explanation, data }, colors);
  // What handlers failed with could be decoded all along.
  if (!result.success || failure.code.startsWith('HANDLER')) return lines;
  const hint = `This version can decode it. Update your program, then: simotel-hooks dead replay ${printable(id, 100)}`;
  return [...lines, '', colors.green(hint)];
}
