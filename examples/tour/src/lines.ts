import { SIMOTEL_EVENT_NAMES, type SimotelError, type WebhookRequest } from '@simotel-hooks/core';
import type pc from 'picocolors';
import { detailsOf } from './details.js';
import { printable } from './printable.js';
import type { Received } from './receiver.js';
import { LABEL_WIDTH, labelOf, type Transport } from './transports.js';

/** The functions of picocolors, on or off. */
export type Colors = ReturnType<typeof pc.createColors>;

const NAME_WIDTH = Math.max(...SIMOTEL_EVENT_NAMES.map((name) => name.length));
const CALL_ID_WIDTH = '1601116173.161150'.length;
const MESSAGE_LENGTH = 400;

/** What to print for a delivery: one line, and an indented one for each warning or issue. */
export function linesFor({ request, result }: Received, colors: Colors): string[] {
  if (!result.success) return errorLines(request, result.error, colors);
  const { event } = result;
  const unknown = `unknown "${printable(event.raw.eventName ?? '')}"`;
  const line = columns([
    colors.dim(transportOf(request, event.raw.eventName).padEnd(LABEL_WIDTH)),
    event.name === null
      ? colors.magenta(unknown.padEnd(NAME_WIDTH))
      : colors.cyan(event.name.padEnd(NAME_WIDTH)),
    colors.dim(printable(event.callId ?? '–').padEnd(CALL_ID_WIDTH)),
    ...detailsOf(event),
  ]);
  const warnings = event.warnings.map(({ code, field, message }) =>
    colors.yellow(note(`! ${code}${field === undefined ? '' : ` ${field}`}: ${message}`)),
  );
  return [line, ...warnings];
}

function errorLines(request: WebhookRequest, error: SimotelError, colors: Colors): string[] {
  const { code, status, issues = [], message } = error;
  const line = columns([
    colors.dim(transportOf(request, null).padEnd(LABEL_WIDTH)),
    colors.red(code.padEnd(NAME_WIDTH)),
    `answered ${status} to ${printable(request.method)} ${printable(pathOf(request))}`,
  ]);
  const notes = [message, ...issues.map((issue) => `${issue.path}: ${issue.message}`)];
  return [line, ...notes.map((text) => colors.red(note(`✗ ${text}`)))];
}

const columns = (cells: string[]) => `  ${cells.join('  ').trimEnd()}`;
const note = (text: string) => `      ${printable(text, MESSAGE_LENGTH)}`;

/** The transport as the request itself shows it; a content type is too often wrong to be believed. */
function transportOf(request: WebhookRequest, name: string | null): string {
  return labelOf({
    version: versionOf(request, name),
    method: printable(request.method),
    encoding: encodingOf(request),
  });
}

function versionOf(request: WebhookRequest, name: string | null): Transport['version'] {
  const segment = fold(pathOf(request).split('/').filter(Boolean).at(-1) ?? '');
  const names = name === null ? SIMOTEL_EVENT_NAMES : [...SIMOTEL_EVENT_NAMES, name];
  return names.some((known) => fold(known) === segment) ? 'Rest' : 'G';
}

function encodingOf({ body }: WebhookRequest): Transport['encoding'] {
  const start = body instanceof Uint8Array ? new TextDecoder().decode(body.subarray(0, 64)).trimStart() : '';
  if (start === '') return 'query';
  return /^[{[("']/.test(start) ? 'JSON' : 'form';
}

const pathOf = ({ path }: WebhookRequest) => path.split('?', 1).join('');
const fold = (name: string) => name.toLowerCase().replace(/%[0-9a-f]{2}|[^a-z0-9]/g, '');
