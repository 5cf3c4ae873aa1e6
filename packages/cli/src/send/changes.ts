import type { EventField, SimotelEventName } from '@simotel-hooks/core';
import type { WireValue } from '@simotel-hooks/testing';
import { usageError } from '../errors.js';
import { printable } from '../terminal/printable.js';
import { type Assignment, fieldOf, nearField } from './event-fields.js';
import { readableValue, wireValueOf } from './wire-value.js';

const CALL_ID = ['callId', 'unique_id'];
const ORIGIN = ['originatedCallId', 'originated_call_id'];
const NAMES = ['event_name', 'event'];
/** The kinds of values that a PBX writes as they are. */
const TEXTS = ['text', 'telephone', 'choice'];

/** What a user changes about an event. */
export class Changes {
  /** Values that `decode` reads, to be written as a PBX writes them. */
  readonly readable = new Map<string, WireValue>();
  /** Fields as they go out. */
  readonly raw = new Map<string, WireValue>();
  /** Properties that are left out. */
  readonly left = new Set<string>();
  /** The path alone is to name the event. */
  leavesName = false;
  callId: string | null | undefined;
  originatedCallId: string | null | undefined;
  idKey: 'unique_id' | 'cuid' = 'unique_id';
  /** What the user should know. */
  readonly notes: string[] = [];

  private readonly event: SimotelEventName;
  private readonly timeZone: string | undefined;

  constructor(event: SimotelEventName, timeZone: string | undefined) {
    this.event = event;
    this.timeZone = timeZone;
  }

  set({ name, value }: Assignment): void {
    if (CALL_ID.includes(name)) this.setUniqueId(value);
    else if (name === 'cuid') this.setCuid(value);
    else if (ORIGIN.includes(name)) this.originatedCallId = value;
    else if (NAMES.includes(name)) this.raw.set(name, value);
    else this.setField(name, value);
  }

  /** @throws {CliError} Exit code 2, where there is no such field. */
  unset(name: string): void {
    const field = fieldOf(this.event, name);
    if (CALL_ID.includes(name) || name === 'cuid') this.callId = null;
    else if (ORIGIN.includes(name)) this.originatedCallId = null;
    else if (NAMES.includes(name)) this.leavesName = true;
    else if (field) this.leaveOut(field);
    else throw usageError(`${this.event} has no field "${printable(name)}" to leave out.${this.guess(name)}`);
  }

  private leaveOut({ property, keys: [key] }: EventField): void {
    this.readable.delete(key);
    this.raw.delete(key);
    this.left.add(property);
  }

  private setUniqueId(value: string): void {
    if (this.idKey === 'cuid' && typeof this.callId === 'string') this.raw.set('cuid', this.callId);
    this.callId = value;
    this.idKey = 'unique_id';
  }

  /** Beside an id of the other key it is one more field, so that both can differ (WF b). */
  private setCuid(value: string): void {
    if (typeof this.callId === 'string') {
      this.raw.set('cuid', value);
      return;
    }
    this.callId = value;
    this.idKey = 'cuid';
  }

  private setField(name: string, value: string): void {
    const field = fieldOf(this.event, name);
    if (!field) {
      this.raw.set(name, value);
      this.notes.push(
        `${this.event} has no field "${printable(name)}"; it is sent as it is.${this.guess(name)}`,
      );
      return;
    }
    const { property, keys, type } = field;
    const [key] = keys;
    if (name !== property && name !== key)
      this.notes.push(`"${name}" is sent under its usual name, "${key}".`);
    const readable = TEXTS.includes(type)
      ? undefined
      : readableValue(this.event, field, value, this.timeZone);
    this.readable.delete(key);
    this.raw.delete(key);
    if (readable !== undefined) {
      this.readable.set(key, readable);
      return;
    }
    this.raw.set(key, type === 'record' || type === 'list' ? wireValueOf(value) : value);
    if (!TEXTS.includes(type)) {
      this.notes.push(`${key} should be ${EXPECTED.get(type)}; "${printable(value)}" is sent as it is.`);
    }
  }

  private guess(name: string): string {
    const near = nearField(this.event, name);
    return near === undefined ? '' : ` Did you mean "${near}"?`;
  }
}

const EXPECTED = new Map<string, string>([
  ['integer', 'a whole number'],
  ['flag', 'yes or no'],
  ['time', 'a time such as 2021-01-16T06:30:37Z or "2021-01-16 06:30:37"'],
  ['record', 'a JSON object with known properties'],
  ['list', 'a JSON list of objects with known properties'],
]);
