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
]);

/** A command that sends a delivery again, for a POSIX shell. Whatever is in it stays inside its quotes. */
export function toCurl({ method, path, headers, body }: PlainRequest, address: string): string {
  const { url } = joinTarget(parseTarget(address), path);
  const parts = [`curl -X ${quoted(method)} ${quoted(url)}`];
  for (const [name, values] of Object.entries(headers)) {
    if (LEFT_OUT.has(name)) continue;
    for (const value of [values].flat()) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body.byteLength === 0) return parts.join(' \\\n  ');
  const text = bodyText(body);
  if (text !== undefined && !text.includes('\0'))
    return [...parts, `--data-raw ${quoted(text)}`].join(' \\\n  ');
  const command = [...parts, '--data-binary @-'].join(' \\\n  ');
  return `echo ${Buffer.from(body).toString('base64')} | base64 -d | ${command}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
