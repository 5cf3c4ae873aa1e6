import { type Fields, isAbsent } from './fields/record.js';
import { gluedName, knownName, type SimotelEventName } from './names.js';
import type { Reading } from './reading.js';
import { readText } from './values/text.js';

/** What the delivery calls itself: `spelling` as it came, `name` where that is a known one. */
export interface Named {
  name: SimotelEventName | null;
  spelling: string | null;
}

/**
 * Which event this is: `event_name`, else `event`, else the end of the path, else the shape of the one event
 * that is documented without a name, else whatever the path ends in (WF a, b).
 *
 * @returns `undefined` where nothing names an event.
 */
export function resolveName(
  fields: Fields,
  path: string,
  basePath: string,
  reading: Reading,
): Named | undefined {
  const segment = lastSegment(path, basePath);
  const inPath = segment === '' ? undefined : knownName(segment);
  const inPayload = nameInPayload(fields, reading);
  if (inPayload !== undefined) {
    if (inPath !== undefined && inPath !== inPayload.name) conflict('path', reading);
    return inPayload;
  }
  if (inPath !== undefined) return { name: inPath, spelling: segment };
  if (segment !== '') {
    const glued = gluedName(segment);
    if (glued !== undefined) {
      reading.warn(
        'NAME_INFERRED',
        undefined,
        `The name ${glued} was found glued to the end of the address.`,
      );
      return { name: glued, spelling: segment };
    }
  }
  if (isAutoDialerReport(fields)) {
    reading.warn(
      'NAME_INFERRED',
      undefined,
      'Nothing names the event; its fields are those of AutoDialerReport.',
    );
    return { name: 'AutoDialerReport', spelling: null };
  }
  return segment === '' || Object.keys(fields).length === 0 ? undefined : { name: null, spelling: segment };
}

function nameInPayload(fields: Fields, reading: Reading): Named | undefined {
  const spelling = readText(fields['event_name'], reading, 'event_name');
  const other = fields['event'];
  if (spelling === undefined) {
    const name = readText(other, reading, 'event');
    return name === undefined ? undefined : { name: knownName(name) ?? null, spelling: name };
  }
  const name = knownName(spelling) ?? null;
  if (typeof other === 'string' && other !== spelling && (knownName(other) ?? name) !== name) {
    conflict('field "event"', reading);
  }
  return { name, spelling };
}

function conflict(where: string, reading: Reading): void {
  reading.warn(
    'NAME_CONFLICT',
    undefined,
    `The ${where} names another event than the payload; the payload is used.`,
  );
}

const isAutoDialerReport = (fields: Fields) =>
  ['campaign_id', 'number', 'disposition'].every((key) => !isAbsent(fields[key]));

/** The last segment of the path behind `basePath`, unescaped; empty for the address itself. */
function lastSegment(path: string, basePath: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  if (end === 0) return '';
  const trimmed = path.slice(0, end);
  const relative = basePath !== '' && trimmed.startsWith(basePath) ? trimmed.slice(basePath.length) : trimmed;
  const segment = relative.slice(relative.lastIndexOf('/') + 1);
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
