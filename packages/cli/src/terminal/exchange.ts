import type { PlainRequest } from '../delivery/delivery.js';
import type { OutgoingRequest } from '../http/outgoing.js';
import { withHiddenSecrets } from '../http/secrets.js';
import type { HttpAnswer } from '../http/send.js';
import type { Target } from '../http/target.js';
import type { Colors } from './colors.js';
import { printable } from './printable.js';

const LONGEST_LINE = 1000;
const LINES_SHOWN = 200;
const HIDDEN = '(not shown)';
/** Headers that hold credentials, or what a receiver gives to those who have them. */
const SECRET = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A request, and what the receiver answered. */
export interface Exchange {
  readonly target: Target;
  readonly request: OutgoingRequest;
  readonly answer: HttpAnswer;
}

/** A request and its answer, to read in a terminal. */
export function exchangeLines({ target, request, answer }: Exchange, colors: Colors): string[] {
  const out = [
    colors.bold(
      `${printable(request.method)} ${printable(withHiddenSecrets(target.path), LONGEST_LINE)} HTTP/1.1`,
    ),
    `host: ${printable(new URL(target.origin).host)}`,
    ...headerLines(request.headers),
  ];
  const color = answer.status < 300 ? colors.green : answer.status < 400 ? colors.yellow : colors.red;
  const status = `${answer.status} ${printable(answer.statusText)}`.trimEnd();
  const back = [
    `${color(status)}  ${colors.dim(`(${Math.round(answer.durationMs)} ms)`)}`,
    ...headerLines(answer.headers),
  ];
  return [
    ...marked(colors.cyan('>'), [...out, ...bodyLines(new TextDecoder().decode(request.body))]),
    '',
    ...marked(colors.cyan('<'), [...back, ...bodyLines(answer.body)]),
  ];
}

/** A request that was received, as it came. */
export function requestLines({ method, path, headers, body }: PlainRequest, colors: Colors): string[] {
  const start = `${printable(method)} ${printable(withHiddenSecrets(path) || '/', LONGEST_LINE)}`;
  const lines = [colors.bold(start), ...headerLines(headers), ...bodyLines(new TextDecoder().decode(body))];
  return marked(colors.cyan('>'), lines);
}

/** Request and answer as plain data for `--json`. */
export function exchangeJson({ target, request, answer }: Exchange) {
  return {
    request: {
      method: request.method,
      url: target.url,
      headers: shownHeaders(request.headers),
      body: new TextDecoder().decode(request.body),
    },
    answer: { ...answer, headers: shownHeaders(answer.headers), durationMs: Math.round(answer.durationMs) },
  };
}

const marked = (mark: string, lines: readonly string[]) => lines.map((line) => `${mark} ${line}`.trimEnd());

function headerLines(headers: OutgoingRequest['headers']): string[] {
  return Object.entries(shownHeaders(headers)).flatMap(([name, values]) =>
    [values].flat().map((value) => `${printable(name)}: ${printable(value, LONGEST_LINE)}`),
  );
}

function shownHeaders(headers: OutgoingRequest['headers']): Record<string, string | readonly string[]> {
  const shown = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, SECRET.has(name.toLowerCase()) ? HIDDEN : value] as const],
  );
  return Object.fromEntries(shown);
}

function bodyLines(body: string): string[] {
  if (body === '') return [];
  const lines = body.split(/\r?\n/);
  const more = lines.length - LINES_SHOWN;
  const shown = lines.slice(0, LINES_SHOWN).map((line) => printable(line, LONGEST_LINE));
  return ['', ...shown, ...(more > 0 ? [`… and ${more} more lines`] : [])];
}
