import { printable } from '../terminal/printable.js';
import type { PlainRequest } from './delivery.js';
import { eventNamed, foldName } from './event-name.js';
import type { Transport } from './explanation.js';

const NOTHING = /^(?:null|None|\{\s*\}|\[\s*\]|"")?$/;

/**
 * How a request delivers its event.
 *
 * @param spelling - The event as the sender spelt it, so that an unknown one in the path is recognised; `null` where there is none.
 */
export function transportOf(
  { method, path, body }: Pick<PlainRequest, 'method' | 'path' | 'body'>,
  spelling: string | null,
): Transport {
  const [target = '', ...query] = path.split('?');
  return {
    version: versionOf(target, spelling),
    method,
    encoding: encodingOf(query.join('?') !== '', body),
  };
}

/** In one short piece: `G POST JSON`. */
export const transportLabel = ({ version, method, encoding }: Transport) =>
  `${version} ${printable(method, 16)} ${encoding}`;

function versionOf(path: string, spelling: string | null): Transport['version'] {
  const segment = path.split('/').findLast((part) => part !== '') ?? '';
  if (foldName(segment) === '') return 'G';
  const isNamed =
    eventNamed(segment) !== undefined || (spelling !== null && foldName(segment) === foldName(spelling));
  return isNamed ? 'Rest' : 'G';
}

function encodingOf(hasQuery: boolean, body: Uint8Array): Transport['encoding'] {
  const start = new TextDecoder().decode(body.subarray(0, 64)).trim();
  if (NOTHING.test(start)) return 'query';
  if (hasQuery) return 'mixed';
  return /^[{[("']/.test(start) ? 'JSON' : 'form';
}
