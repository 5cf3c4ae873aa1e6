import { safeDecode } from '@simotel-hooks/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceivedDelivery } from '../src/delivery/delivery.js';
import { bodyText, parseSaved, requestOf, toSaved } from '../src/delivery/saved-file.js';
import { CliError } from '../src/errors.js';

function delivery(request: Partial<ReceivedDelivery['request']> = {}): ReceivedDelivery {
  const whole = {
    method: 'POST',
    path: '/NewState?x=1',
    headers: { 'content-type': 'application/json', 'x-list': ['a', 'b'] },
    body: Buffer.from('{"exten":"991","state":"Idle","unique_id":"1.2"}'),
    ip: '10.0.0.1',
    ...request,
  };
  return {
    id: 'cd1e8f0c-0000-4000-8000-000000000000',
    receivedAt: new Date('2026-01-10T05:30:00.123Z'),
    source: '10.0.0.1',
    request: whole,
    result: safeDecode({ ...whole, ip: whole.ip ?? undefined }),
    answer: { status: 200, headers: {}, body: '{"ok":true}' },
  };
}

const throughFile = (value: unknown) => parseSaved(JSON.stringify(value));

function messageOf(value: unknown): string {
  try {
    throughFile(value);
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a saved delivery', () => {
  it('is plain JSON that people can read', () => {
    expect(JSON.parse(JSON.stringify(toSaved(delivery())))).toEqual({
      format: 'simotel-hooks/delivery@1',
      receivedAt: '2026-01-10T05:30:00.123Z',
      source: '10.0.0.1',
      request: {
        method: 'POST',
        path: '/NewState?x=1',
        headers: { 'content-type': 'application/json', 'x-list': ['a', 'b'] },
        body: '{"exten":"991","state":"Idle","unique_id":"1.2"}',
        ip: '10.0.0.1',
      },
      event: { name: 'NewState', callId: '1.2' },
      status: 200,
    });
  });

  it('names an unknown event as the sender did, and no event where there is none', () => {
    expect(toSaved(delivery({ path: '/TestEvent' })).event).toEqual({ name: 'TestEvent', callId: '1.2' });
    expect(toSaved(delivery({ body: Buffer.from('[1') })).event).toBeNull();
  });

  it('gives back the request, whatever its bytes', () => {
    const body = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.constantFrom(Buffer.from('\uFEFF{}'), Buffer.from([0xff, 0xfe]), Buffer.from('\u0000\ud7ff')),
    );
    fc.assert(
      fc.property(body, fc.string({ unit: 'grapheme' }), (bytes, path) => {
        const headers = { x: 'y', ['__proto__']: 'odd' };
        const { request } = delivery({ body: bytes, path, headers });
        const saved = throughFile(toSaved(delivery({ body: bytes, path, headers })));
        const back = saved && requestOf(saved);
        expect(back && { ...back, body: [...back.body] }).toEqual({ ...request, body: [...bytes] });
      }),
    );
  });

  it('keeps text as text, and a byte order mark in it', () => {
    expect(bodyText(Buffer.from('\uFEFFسلام'))).toBe('\uFEFFسلام');
    expect(bodyText(Buffer.from([0x61, 0x80]))).toBeUndefined();
    expect(toSaved(delivery({ body: Buffer.from([0x80]) })).request).toMatchObject({ bodyBase64: 'gA==' });
    expect(toSaved(delivery({ body: new Uint8Array() })).request).not.toHaveProperty('body');
  });

  it('is not seen in other files', () => {
    for (const text of [
      '',
      'event_name=Cdr',
      '{}',
      '[]',
      'null',
      '{"format":"other@1"}',
      '{"format":1}',
      '{"format":',
    ]) {
      expect(parseSaved(text)).toBeUndefined();
    }
  });

  it.each([
    [{ receivedAt: 'yesterday' }, 'receivedAt'],
    [{ source: 5 }, 'source'],
    [{ request: null }, 'request'],
    [{ event: 'Cdr' }, 'event'],
    [{ status: '200' }, 'status'],
  ])('that is damaged names the field: %j', (damage, field) => {
    expect(messageOf({ ...toSaved(delivery()), ...damage })).toContain(`"${field}"`);
  });

  it.each([
    [{ method: 'GET /' }, 'request.method'],
    [{ path: undefined }, 'request.path'],
    [{ headers: { a: 1 } }, 'request.headers'],
    [{ headers: [] }, 'request.headers'],
    [{ body: {} }, 'request.body'],
    [{ body: undefined, bodyBase64: 'a*b' }, 'request.bodyBase64'],
    [{ body: 'a', bodyBase64: 'YQ==' }, 'request.bodyBase64'],
    [{ ip: 1 }, 'request.ip'],
  ])('whose request is damaged names the field: %j', (damage, field) => {
    const saved = toSaved(delivery());
    expect(messageOf({ ...saved, request: { ...saved.request, ...damage } })).toContain(`"${field}"`);
  });

  it('of a later format asks for an update', () => {
    expect(messageOf({ format: 'simotel-hooks/delivery@2' })).toContain('Update');
  });

  it('may lack what only people look at', () => {
    const { source: _source, event: _event, ...rest } = toSaved(delivery());
    expect(throughFile(rest)).toMatchObject({ source: null, event: null });
  });
});
