import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { createRequest, simulateCallCentre, toFetch } from '@simotel-hooks/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseSaved } from '../../src/delivery/saved-file.js';
import type { StreamMessage } from '../../src/inspector/protocol.js';
import { listenForTest } from '../listen/support.js';

/** Reads the stream as a page does. */
async function openStream(inspector: string, cursor = '') {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const response = await fetch(`${inspector}/api/stream${cursor}`, { signal: controller.signal });
  const messages: StreamMessage[] = [];
  const read = async () => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) if (event.startsWith('data: ')) messages.push(JSON.parse(event.slice(6)));
    }
  };
  read().catch(() => {});
  await expect.poll(() => messages.length).toBeGreaterThan(0);
  const seqs = () => messages.flatMap(({ deliveries = [] }) => deliveries.map(({ seq }) => seq));
  return { response, messages, seqs };
}

const post = (url: string, body: object = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the stream', () => {
  it('begins with what is there, and goes on with what comes', async () => {
    const { inspector, send } = await listenForTest();
    await send('Cdr', { callId: '1768023000.1' });
    const { messages, seqs } = await openStream(inspector);
    expect(messages[0]).toMatchObject({
      firstSeq: 1,
      deliveries: [
        {
          seq: 1,
          name: 'Cdr',
          callId: '1768023000.1',
          transport: 'G POST JSON',
          status: 200,
          source: '127.0.0.1',
        },
      ],
      calls: [{ call: { id: '1768023000.1' } }],
    });
    expect(messages[0]?.deliveries?.[0]?.numbers).toEqual(expect.arrayContaining(['09331112233', '993']));
    await send('NewState');
    await expect.poll(seqs).toEqual([1, 2]);
    expect(messages.at(-1)?.board).toContainEqual(
      expect.objectContaining({ kind: 'extension', name: '991' }),
    );
  });

  it('goes on where a page was', async () => {
    const { inspector, send } = await listenForTest();
    await send('NewState');
    const first = await openStream(inspector);
    const { rev } = first.messages[0] ?? {};
    await send('Ping');
    const { seqs, messages } = await openStream(inspector, `?deliveries=1&changes=${rev}`);
    expect(seqs()).toEqual([2]);
    expect(messages[0]?.board).toBeUndefined();
  });

  it('is for twenty pages at most', async () => {
    const { inspector } = await listenForTest();
    for (let page = 0; page < 20; page++) await openStream(inspector);
    const response = await fetch(`${inspector}/api/stream`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { message: expect.stringContaining('close some') },
    ]);
  });

  it('begins anew for a page that is further than this session, or asks for nonsense', async () => {
    const { inspector, send } = await listenForTest();
    await send('Ping');
    for (const cursor of ['?deliveries=900&changes=900', '?deliveries=-1&changes=x']) {
      const { seqs } = await openStream(inspector, cursor);
      expect(seqs()).toEqual([1]);
    }
  });

  it('gives thousands in several messages, none twice', async () => {
    const { inspector, origin } = await listenForTest({ keep: 2_500 });
    const request = createRequest('Ping');
    for (let at = 0; at < 300; at++)
      await Promise.all(Array.from({ length: 10 }, () => fetch(toFetch(request, origin))));
    const { seqs, messages } = await openStream(inspector);
    await expect.poll(() => seqs().length).toBe(2_500);
    expect(seqs()).toEqual(Array.from({ length: 2_500 }, (_, at) => 501 + at));
    expect(messages[0]?.firstSeq).toBe(501);
  });

  it('tells of every call of a call centre, and of how it ended', async () => {
    const { inspector, origin, deliveries } = await listenForTest();
    for (const { event, wire } of simulateCallCentre({
      calls: 20,
      oddities: false,
      scenarios: ['queue', 'transfer'],
    })) {
      await fetch(toFetch(createRequest(event, wire), origin));
    }
    const { messages } = await openStream(inspector);
    const keys = new Set(messages.flatMap(({ calls = [] }) => calls.map(({ key }) => key)));
    expect(keys.size).toBe(20);
    expect(deliveries.every(({ result }) => result.success)).toBe(true);
  });
});

describe('a delivery', () => {
  it('is shown whole: request, understanding, data, answer', async () => {
    const { inspector, origin, send } = await listenForTest();
    await send('Cdr', { version: 'Rest2', method: 'GET', path: '/call', callId: '1768023000.1' });
    const response = await fetch(`${inspector}/api/deliveries/1`);
    const detail: unknown = await response.json();
    expect(detail).toMatchObject({
      ip: '127.0.0.1',
      request: { method: 'GET', path: expect.stringContaining('/call/Cdr?'), body: '', bodySize: 0 },
      explanation: { transport: { version: 'Rest', encoding: 'query' }, callId: '1768023000.1', error: null },
      data: { src: '09331112233', billsec: 9, startTime: '2021-01-16T06:30:28.471Z' },
      answer: { status: 200, body: '{"ok":true}' },
      curl: expect.stringContaining(`curl -X 'GET' '${origin}/call/Cdr?`),
    });
  });

  it('is shown where it is no event, also in bytes that are no text', async () => {
    const { inspector, origin } = await listenForTest();
    await fetch(`${origin}/Cdr`, { method: 'POST', body: new Uint8Array([255, 254, 0, 1]) });
    const response = await fetch(`${inspector}/api/deliveries/1`);
    expect(await response.json()).toMatchObject({
      request: { bodyEncoding: 'base64', body: '//4AAQ==', bodySize: 4 },
      explanation: { error: { code: 'BODY_MALFORMED' } },
      data: null,
    });
  });

  it('is explained by why it could not be read, not by what is left of it', async () => {
    const { inspector, origin } = await listenForTest();
    await fetch(`${origin}/Cdr?billsec=9`, { method: 'POST', body: 'x'.repeat(1_100_000) });
    const response = await fetch(`${inspector}/api/deliveries/1`);
    expect(await response.json()).toMatchObject({
      summary: { code: 'BODY_TOO_LARGE', status: 413 },
      explanation: { error: { code: 'BODY_TOO_LARGE' }, fields: [{ key: 'billsec', from: 'query' }] },
    });
  });

  it('can be had as a fixture, which is a saved delivery', async () => {
    const { inspector, send } = await listenForTest();
    await send('Survey');
    const response = await fetch(`${inspector}/api/deliveries/1/fixture`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="Survey-1.json"');
    expect(parseSaved(await response.text())).toMatchObject({ event: { name: 'Survey' }, status: 200 });
  });

  it('can be sent again', async () => {
    const { inspector, send } = await listenForTest();
    const other = await listenForTest({ auth: { username: 'pbx', password: 'secret' } });
    await send('Cdr', { version: 'Rest2' });
    const url = `${other.origin.replace('//', '//pbx:secret@')}/again`;
    const answer = await post(`${inspector}/api/deliveries/1/replay`, { url });
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 200, body: '{"ok":true}' }]);
    expect(other.deliveries).toMatchObject([
      { request: { path: '/again/Cdr' }, result: { event: { name: 'Cdr' } } },
    ]);

    const refused = await post(`${inspector}/api/deliveries/1/replay`, { url: 'http://127.0.0.1:1' });
    expect([refused.status, await refused.json()]).toEqual([
      502,
      { message: expect.stringContaining('Nothing listens') },
    ]);
    const wrong = await post(`${inspector}/api/deliveries/1/replay`, { url: 'ftp://127.0.0.1' });
    expect([wrong.status, await wrong.json()]).toEqual([400, { message: expect.stringContaining('http') }]);
    expect((await post(`${inspector}/api/deliveries/1/replay`)).status).toBe(400);
    const long = { url: `http://127.0.0.1/${'x'.repeat(100_000)}` };
    expect((await post(`${inspector}/api/deliveries/1/replay`, long)).status).toBe(413);
  });

  it('is not sent again any longer when the program ends, or the page is gone', async () => {
    const silent = createServer(() => {});
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void silent.close());
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const { inspector, listener, send } = await listenForTest();
    await send('Ping');
    const connected = once(silent, 'connection');
    const replayed = post(`${inspector}/api/deliveries/1/replay`, { url });
    const [socket] = await connected;
    await listener.close();
    await expect(replayed).rejects.toThrow();
    if (!socket.destroyed) await once(socket, 'close');
  });

  it('is explained in the zone of the PBX, and copied with its whole address', async () => {
    const { inspector, origin, send } = await listenForTest({ timeZone: 'Asia/Tehran', path: '/simotel' });
    const date = new Date('2026-01-10T05:30:00Z');
    await send('Survey', { path: '/simotel', timeZone: 'Asia/Tehran', data: { date } });
    const response = await fetch(`${inspector}/api/deliveries/1`);
    expect(await response.json()).toMatchObject({
      data: { date: date.toISOString() },
      curl: expect.stringContaining(`'${origin}/simotel'`),
    });
  });

  it('tells what became of it where it was passed on', async () => {
    const program = await listenForTest();
    const { parseTarget } = await import('../../src/http/target.js');
    const { inspector, send, forwards } = await listenForTest({ forward: [parseTarget(program.origin)] });
    await send('Ping');
    await expect.poll(() => forwards).toHaveLength(1);
    const response = await fetch(`${inspector}/api/deliveries/1`);
    expect(await response.json()).toMatchObject({
      forwards: [{ url: `${program.origin}/`, status: 200, error: null }],
    });
  });

  it('is gone when newer ones took its place, or all were cleared', async () => {
    const { inspector, send } = await listenForTest({ keep: 1 });
    await send('Ping');
    await send('Ping');
    expect((await fetch(`${inspector}/api/deliveries/1`)).status).toBe(404);
    const { messages } = await openStream(inspector);
    expect((await post(`${inspector}/api/clear`)).status).toBe(204);
    expect((await fetch(`${inspector}/api/deliveries/2`)).status).toBe(404);
    await expect.poll(() => messages.at(-1)?.firstSeq).toBe(3);
  });

  it('of a stranger says nothing but who it was', async () => {
    const { inspector, origin } = await listenForTest({ auth: { username: 'pbx', password: 'secret' } });
    await fetch(`${origin}/?event_name=Ping&number=0912`);
    const response = await fetch(`${inspector}/api/deliveries/1`);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      summary: { kind: 'refused', code: 'UNAUTHORIZED' },
      explanation: null,
      answer: { status: 401 },
    });
    expect(text).not.toContain('0912');
  });
});

/** With headers that fetch does not let one choose. */
async function visit(url: string, headers: Record<string, string>, method = 'GET'): Promise<IncomingMessage> {
  const sent = request(url, { headers, method }).end(method === 'POST' ? '{}' : undefined);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (!response) throw new Error('There is no answer.');
  response.resume();
  return response;
}

describe('who may look', () => {
  it.each(['localhost:3001', '127.0.0.1', '[::1]:1'])('somebody who calls it %s', async (host) => {
    const { inspector } = await listenForTest();
    expect((await visit(inspector, { host })).statusCode).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:3001',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
  ])('nobody who calls it %j: that is how pages of others get at it', async (host) => {
    const { inspector } = await listenForTest();
    for (const path of ['/', '/inspector.js', '/api/stream', '/api/deliveries/1']) {
      expect((await visit(inspector + path, { host })).statusCode).toBe(403);
    }
  });

  it('no page of others, not even blindly', async () => {
    const { inspector, send } = await listenForTest();
    await send('Ping');
    const { host } = new URL(inspector);
    const json = { host, 'content-type': 'application/json' };
    for (const headers of [
      { ...json, origin: 'http://evil.example' },
      { ...json, origin: 'null' },
      { ...json, 'sec-fetch-site': 'cross-site' },
      { host, 'content-type': 'text/plain' },
      { host },
    ]) {
      expect((await visit(`${inspector}/api/clear`, headers, 'POST')).statusCode).toBe(403);
    }
    expect((await fetch(`${inspector}/api/deliveries/1`)).status).toBe(200);
    const own = { ...json, origin: inspector, 'sec-fetch-site': 'same-origin' };
    expect((await visit(`${inspector}/api/clear`, own, 'POST')).statusCode).toBe(204);
  });

  it('and the page may load nothing from elsewhere', async () => {
    const { inspector } = await listenForTest();
    const response = await fetch(inspector);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(await response.text()).not.toMatch(/https?:|<script>|style=/);
  });

  it('answers what it does not know with what it is', async () => {
    const { inspector } = await listenForTest();
    for (const path of [
      '/nothing',
      '/api/deliveries/',
      '/api/deliveries/1x',
      '/api/deliveries/99',
      '/../package.json',
      '//',
    ]) {
      expect((await fetch(inspector + path)).status).toBe(404);
    }
    expect((await fetch(inspector, { method: 'DELETE' })).status).toBe(403);
  });
});

it('makes no call, and nothing on the board, of a delivery that is too large', async () => {
  const { inspector, send } = await listenForTest();
  await send('IncomingCall', { callId: '1.1', data: { entryPoint: 'x'.repeat(70_000) } });
  await send('NewState', { callId: null, data: { exten: 'x'.repeat(70_000) } });
  await send('IncomingCall', { callId: '2.2' });
  const { messages } = await openStream(inspector);
  await expect
    .poll(() => messages.flatMap(({ calls = [] }) => calls.map(({ call }) => call.id)))
    .toEqual(['2.2']);
  const kinds = messages.flatMap(({ board = [] }) => board.map(({ kind }) => kind));
  expect(kinds).not.toContain('extension');
});
