import type { StoredCall } from '@simotel-hooks/core/calls';

/** Goes up when what is written changes, so that older and newer processes do not misread each other. */
const VERSION = 1;

export const encodeCall = (call: StoredCall): string => JSON.stringify({ v: VERSION, call });

/**
 * @param place - Where it was found, for the message of the error.
 * @throws where it is damaged, or of another version.
 */
export function decodeCall(text: string, place: string): StoredCall {
  const value = parse(text);
  if (isRecord(value) && value['v'] === VERSION) {
    const { call } = value;
    if (isStoredCall(call)) return call;
    // JSON has no Infinity, which `idleTimeoutMs` and `keepEndedMs` may be.
    if (isRecord(call) && call['due'] === null) {
      const endless = { ...call, due: Infinity };
      if (isStoredCall(endless)) return endless;
    }
  }
  const isNewer = isRecord(value) && typeof value['v'] === 'number' && value['v'] > VERSION;
  const reason = isNewer ? 'a newer version of this package wrote it' : 'it is damaged';
  throw new Error(`The call in ${place} cannot be read: ${reason}. To give it up, delete that field.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ENDS: readonly unknown[] = [null, 'over', 'timeout', 'evicted'];

/** What the events say is not looked at: nobody but this package writes them. */
function isStoredCall(value: unknown): value is StoredCall {
  return (
    isRecord(value) &&
    isTexts(value['keys']) &&
    typeof value['due'] === 'number' &&
    ENDS.includes(value['ended']) &&
    isTextOrNull(value['source']) &&
    isTexts(value['callIds']) &&
    isTextOrNull(value['originatedCallId']) &&
    Array.isArray(value['events']) &&
    typeof value['droppedEvents'] === 'number'
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string');

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
