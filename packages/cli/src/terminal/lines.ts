import { SIMOTEL_EVENT_NAMES, type SimotelError } from '@simotel-hooks/core';
import type { ReceivedDelivery } from '../delivery/delivery.js';
import { factsOf } from '../delivery/facts.js';
import { transportLabel, transportOf } from '../delivery/transport.js';
import type { ForwardView } from '../inspector/protocol.js';
import type { Colors } from './colors.js';
import { printable } from './printable.js';

const NAME_WIDTH = Math.max(...SIMOTEL_EVENT_NAMES.map((name) => name.length));
const CALL_ID_WIDTH = '1601116173.161150'.length;
/** Of the label of a transport. */
export const TRANSPORT_WIDTH = 'Rest POST query'.length;
const SOURCE_WIDTH = '192.168.100.100'.length;
const MESSAGE_LENGTH = 400;

/** What to print for a delivery: one line, and an indented one for each warning or issue. */
export function deliveryLines(delivery: ReceivedDelivery, colors: Colors): string[] {
  const { result, receivedAt, source } = delivery;
  const name = result.success ? result.event.raw.eventName : (result.error.raw?.eventName ?? null);
  const start = [
    colors.dim(timeOf(receivedAt)),
    colors.dim(printable(source ?? '–').padEnd(SOURCE_WIDTH)),
    colors.dim(printable(transportLabel(transportOf(delivery.request, name))).padEnd(TRANSPORT_WIDTH)),
  ];
  return result.success
    ? eventLines(result.event, start, colors)
    : errorLines(delivery, result.error, start, colors);
}

/** What to print when somebody whom a delivery was passed on to has answered, or has not. */
export function forwardLine({ url, status, durationMs, error }: ForwardView, colors: Colors): string {
  const answer = status === null ? (error ?? 'no answer') : `${status} in ${Math.round(durationMs ?? 0)} ms`;
  const text = note(`→ ${url}  ${answer}`);
  return status !== null && status < 400 ? colors.dim(text) : colors.red(text);
}

type AnyEvent = Extract<ReceivedDelivery['result'], { success: true }>['event'];

function eventLines(event: AnyEvent, start: string[], colors: Colors): string[] {
  const unknown = `unknown "${printable(event.raw.eventName ?? '')}"`;
  const line = columns([
    ...start,
    event.name === null
      ? colors.magenta(unknown.padEnd(NAME_WIDTH))
      : colors.cyan(event.name.padEnd(NAME_WIDTH)),
    colors.dim(printable(event.callId ?? '–').padEnd(CALL_ID_WIDTH)),
    ...factsOf(event),
  ]);
  const warnings = event.warnings.map(({ code, field, message }) =>
    colors.yellow(note(`! ${code}${field === undefined ? '' : ` ${field}`}: ${message}`)),
  );
  return [line, ...warnings];
}

function errorLines(
  { request, answer }: ReceivedDelivery,
  { code, issues = [], message }: SimotelError,
  start: string[],
  colors: Colors,
): string[] {
  const path = request.path.split('?', 1).join('') || '/';
  const line = columns([
    ...start,
    colors.red(code.padEnd(NAME_WIDTH)),
    `answered ${answer.status} to ${printable(request.method)} ${printable(path)}`,
  ]);
  const notes = [message, ...issues.map((issue) => `${issue.path}: ${issue.message}`)];
  return [line, ...notes.map((text) => colors.red(note(`✗ ${text}`)))];
}

const columns = (cells: string[]) => `  ${cells.join('  ').trimEnd()}`;
const note = (text: string) => `      ${printable(text, MESSAGE_LENGTH)}`;

/** By the clock and in the zone of this machine: `09:08:07.006`. */
function timeOf(date: Date): string {
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const time = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
