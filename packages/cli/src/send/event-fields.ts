import {
  EVENT_FIELDS,
  type EventField,
  SIMOTEL_EVENT_NAMES,
  type SimotelEventName,
} from '@simotel-hooks/core';
import { closestMatch } from 'leven';
import { eventNamed } from '../delivery/event-name.js';
import { type CliError, usageError } from '../errors.js';
import { printable } from '../terminal/printable.js';

/**
 * The event of a name in any spelling.
 *
 * @throws {CliError} Exit code 2, with the nearest name and all of them.
 */
export function eventOf(spelling: string): SimotelEventName {
  const name = eventNamed(spelling);
  if (name) return name;
  const near = nearest(spelling, SIMOTEL_EVENT_NAMES);
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  throw usageError(
    `"${printable(spelling)}" is no event.${guess} There are: ${SIMOTEL_EVENT_NAMES.join(', ')}.`,
  );
}

/** The field of an event that a user means: a property of its data, or a key on the wire. */
export function fieldOf(event: SimotelEventName, name: string): EventField | undefined {
  const fields = EVENT_FIELDS[event];
  return fields.find(({ property }) => property === name) ?? fields.find(({ keys }) => keys.includes(name));
}

/** A field that a user may have meant. */
export function nearField(event: SimotelEventName, name: string): string | undefined {
  return nearest(name, [
    ...EVENT_FIELDS[event].flatMap(({ property, keys }) => [property, ...keys]),
    'callId',
    'unique_id',
  ]);
}

/** Half of it may be mistyped; beyond that, a guess only confuses. */
function nearest(text: string, candidates: readonly string[]): string | undefined {
  // Nobody types so long a name, and the distance takes time.
  const typed = text.slice(0, 40).toLowerCase();
  const spellings = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const near = closestMatch(typed, [...spellings.keys()], { maxDistance: Math.ceil(typed.length / 2) });
  return near === undefined ? undefined : spellings.get(near);
}

/** An assignment of `--set`. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** @throws {CliError} Exit code 2, where there is no `=`. */
export function assignmentOf(text: string): Assignment {
  const equals = text.indexOf('=');
  if (equals > 0) return { name: text.slice(0, equals).trim(), value: text.slice(equals + 1) };
  throw badAssignment(text);
}

const badAssignment = (text: string): CliError =>
  usageError(`--set ${printable(text)} sets nothing. Write --set field=value, for example --set billsec=9.`);
