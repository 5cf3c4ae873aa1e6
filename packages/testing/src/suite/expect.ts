import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { AnySimotelEvent, SimotelErrorCode } from '@simotel-hooks/core';
import type { Answer } from './connection.js';
import type { Rig } from './rig.js';
import { NEW_STATE } from './samples.js';

/** Every answer of the receiver is small JSON that nobody may keep. */
export function assertAnswer(answer: Answer, status: number, body: unknown): void {
  assert.deepEqual([answer.status, parse(answer.body)], [status, body]);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('content-length'), String(Buffer.byteLength(answer.body)));
}

export const assertOk = (answer: Answer) => assertAnswer(answer, 200, { ok: true });

/** An answer that says what is wrong. */
export function assertRefused(answer: Answer, status: number, code: SimotelErrorCode): void {
  const body = parse(answer.body);
  const error = field(body, 'error');
  assertAnswer(answer, status, { ok: false, error });
  assert.equal(field(error, 'code'), code);
}

/** A property of parsed JSON. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

/** @returns The text itself where it is no JSON, so that a failed assertion shows it. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What an event must be, by the parts that encodings can damage. */
export interface Expected {
  name: AnySimotelEvent['name'];
  callId: string | null;
  data: object;
}

export const isExpected = (event: AnySimotelEvent, { name, callId, data }: Expected) =>
  event.name === name &&
  event.callId === callId &&
  event.kind === 'event' &&
  isDeepStrictEqual(event.data, data);

export function assertEvent(event: AnySimotelEvent, { name, callId, data }: Expected): void {
  assert.deepEqual([event.name, event.callId], [name, callId]);
  assert.ok(event.kind === 'event');
  assert.deepEqual(event.data, data);
}

export const warningCodes = (event: AnySimotelEvent) => event.warnings.map(({ code }) => code);

/** Whatever happened before, the next delivery is taken. */
export async function assertHealthy(rig: Rig): Promise<void> {
  const before = rig.events.length;
  assertOk(await rig.send({ target: `${rig.basePath}?${NEW_STATE.query}` }));
  assert.equal(rig.events.length, before + 1);
}
