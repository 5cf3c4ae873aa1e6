import { gluedName, knownName } from '../names.js';
import type { WebhookRequest } from '../request.js';

/**
 * The path of a request behind the address it was configured with, or `undefined` where it is of another address.
 * The name of an event may be glued to the address: `/callNewState` (WF a).
 *
 * @param basePath - Without a slash at its end.
 */
export function pathBehind(path: string, basePath: string): string | undefined {
  if (basePath === '') return path;
  // A proxy may send the whole address: "GET http://host/path".
  const local = path.startsWith('/') ? path : path.replace(/^[a-z]+:\/\/[^/?]*/i, '');
  if (!local.startsWith(basePath)) return undefined;
  const rest = local.slice(basePath.length);
  return rest === '' || rest.startsWith('/') || rest.startsWith('?') || nameIn(rest) ? rest : undefined;
}

const nameIn = (rest: string) => knownName(/^[^/?]*/.exec(rest)?.[0] ?? '') !== undefined;

/**
 * Whether a request behind the address can be a delivery at all: one that neither is of the address itself, nor ends in
 * the name of an event, nor brings any field, is for somebody else, who may want to answer it.
 */
export function canBeDelivery({ query, body }: WebhookRequest, path: string, hasBody: boolean): boolean {
  if (hasBody) return true;
  const mark = path.indexOf('?');
  const own = (mark === -1 ? path : path.slice(0, mark)).replace(/\/+$/, '');
  const segment = own.slice(own.lastIndexOf('/') + 1);
  if (segment === '' || knownName(segment) !== undefined) return true;
  if (mark !== -1 && mark < path.length - 1) return true;
  return hasFields(query) || hasFields(body) || gluedName(segment) !== undefined;
}

function hasFields(fields: unknown): boolean {
  if (typeof fields === 'string') return fields !== '' && fields !== '?';
  if (typeof fields !== 'object' || fields === null) return false;
  if ('size' in fields) return fields.size !== 0;
  return ArrayBuffer.isView(fields) ? fields.byteLength > 0 : Object.keys(fields).length > 0;
}
