import {
  type AnySimotelEvent,
  type DecodeOptions,
  type DecodeWarningCode,
  type RawDelivery,
  type SimotelIssue,
  safeDecode,
} from '@simotel-hooks/core';
import type { PlainRequest } from './delivery.js';

/** Any value will do for a required field that is missing or unusable. */
const STAND_IN = '1';

/** The warnings that do not depend on the way the fields came, and not on a stand-in. */
const KEPT: readonly DecodeWarningCode[] = [
  'FIELD_INVALID',
  'FIELD_LOST',
  'FIELD_REPEATED',
  'ID_CONFLICT',
  'NAME_CONFLICT',
  'NAME_INFERRED',
];

/**
 * A refused event as it would be with a stand-in for each required field that has an issue: it tells the name of the event, and
 * what the other fields say. `undefined` where even that cannot be read.
 */
export function withoutIssues(
  raw: RawDelivery,
  issues: readonly SimotelIssue[],
  { method, path }: PlainRequest,
  options: DecodeOptions,
): AnySimotelEvent | undefined {
  const standIns = Object.fromEntries(issues.map((issue) => [issue.path, STAND_IN]));
  const body = { ...raw.fields, ...standIns };
  const result = safeDecode({ method, path: path.split('?', 1).join(''), body }, options);
  if (!result.success || result.event.kind === 'unknown') return undefined;
  const warnings = result.event.warnings.filter(({ code }) => KEPT.includes(code));
  return { ...result.event, raw, warnings };
}
