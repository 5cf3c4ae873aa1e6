import { joinTarget, parseTarget } from '../http/target.js';
import type { PlainRequest } from './delivery.js';
import { bodyText } from './saved-file.js';

/** Headers that say nothing about a delivery, or that curl writes itself. */
const LEFT_OUT = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'user-agent',
  'accept',
  'accept-encoding',
]);

/** A command that sends a delivery again, for a POSIX shell. Whatever is in it stays inside its quotes. */
export function toCurl({ method, path, headers, body }: PlainRequest, address: string): string {
  const { url } = joinTarget(parseTarget(address), path.replaceAll('#', '%23'));
  const parts = [`curl${switchesFor(url)} -X ${quoted(method)} ${quoted(url)}`];
  for (const [name, values] of Object.entries(headers)) {
    if (LEFT_OUT.has(name)) continue;
    // A header without a value is written with a semicolon.
    for (const value of [values].flat())
      parts.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body.byteLength === 0) return joined(parts);
  // Without it, curl calls every body a form.
  if (headers['content-type'] === undefined) parts.push("-H 'content-type:'");
  const text = bodyText(body);
  if (text !== undefined && isPastable(text)) return joined([...parts, `--data-raw ${quoted(text)}`]);
  const encoded = Buffer.from(body).toString('base64');
  return `echo ${encoded} | base64 -d | ${joined([...parts, '--data-binary @-'])}`;
}

/** curl takes brackets for a range of addresses, and dots in a path away. */
function switchesFor(url: string): string {
  const isGlob = /[[\]{}]/.test(url);
  const hasDots = /\/\.{1,2}(?:\/|\?|$)/.test(url);
  return `${isGlob ? ' -g' : ''}${hasDots ? ' --path-as-is' : ''}`;
}

/** Programs take arguments of 128 KiB, and a terminal takes control characters for keys. */
const isPastable = (text: string) => text.length < 30_000 && !/[^\P{Cc}\n\r\t]/u.test(text);

const joined = (parts: readonly string[]) => parts.join(' \\\n  ');

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
