import { type StoredRequest, safeDecode, toWebhookRequest } from '@simotel-hooks/core';
import { describe, expect, it } from 'vitest';
import { storedRequest } from '../../src/delivery/stored-request.js';

const deliveryOf = (request: Partial<StoredRequest>) => ({
  id: 'one',
  receivedAt: '2026-01-10T05:30:11.355Z',
  source: null,
  request: { method: 'POST', path: '/', headers: {}, ip: null, ...request },
});

const bodyOf = (request: Partial<StoredRequest>) =>
  Buffer.from(storedRequest(deliveryOf(request))?.body ?? []).toString('latin1');

/** What a queue keeps where a framework had parsed query or body. */
const PARSED: Partial<StoredRequest>[] = [
  { path: '/Cdr', query: { src: '0912', dst: '991', unique_id: '1.2', note: 'a b&c=d' } },
  { path: '/CdrQueue?queue=800', query: { src: '0912', dst: '991', detail: [{ src: '1', wait: '3' }] } },
  { path: '/CdrQueue', query: { src: ['1', '2'], dst: '991', detail: { src: '1' }, billsec: null } },
  { path: '/Cdr', query: '?src=0912&dst=991' },
  { path: '/', bodyParsed: { event_name: 'CdrQueue', src: '0912', dst: '991', detail: [{ src: '1' }] } },
];

describe('the request of a stored delivery', () => {
  it.each(PARSED)('%j says the same over the wire', (request) => {
    const delivery = deliveryOf(request);
    const asStored = safeDecode(toWebhookRequest(delivery));
    const { ip, ...plain } = storedRequest(delivery) ?? { method: '', path: '' };
    const asSent = safeDecode(plain);
    expect(asStored.success && asStored.event.kind === 'event' && asStored.event.data).toBeTruthy();
    expect(asSent).toMatchObject({
      success: true,
      event: asStored.success && { name: asStored.event.name, callId: asStored.event.callId },
    });
    const dataOf = ({ success, ...rest }: typeof asSent) =>
      'event' in rest && rest.event.kind === 'event' ? rest.event.data : success;
    expect(dataOf(asSent)).toEqual(dataOf(asStored));
  });

  it('has its body as it came, or as JSON', () => {
    expect(bodyOf({ body: '{"a":"é"}' })).toBe('{"a":"Ã©"}');
    expect(bodyOf({ bodyBase64: '/wA=' })).toBe('\u00ff\u0000');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(storedRequest(deliveryOf({ bodyParsed: { a: 1 }, headers }))).toMatchObject({
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"a":1}'),
    });
  });

  it('joins its queries, without tokens', () => {
    const pathOf = (request: Partial<StoredRequest>) => storedRequest(deliveryOf(request))?.path;
    expect(pathOf({ path: '/x', query: 'a=1' })).toBe('/x?a=1');
    expect(pathOf({ path: '/x?b=2', query: 'a=1&token=secret' })).toBe('/x?b=2&a=1');
    expect(pathOf({ path: '', query: '' })).toBe('');
  });
});
