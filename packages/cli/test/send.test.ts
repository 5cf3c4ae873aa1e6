import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CliError } from '../src/errors.js';
import { sendRequest } from '../src/http/send.js';
import { joinTarget, parseTarget } from '../src/http/target.js';
import { freePort, type RecordingServer, recordingServer } from './support/recording-server.js';

const NO_BODY = new Uint8Array();
const get = { method: 'GET', headers: {}, body: NO_BODY };
const bytes = (text: string) => Buffer.from(text, 'utf8');
const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(answer?: Parameters<typeof recordingServer>[0]): Promise<RecordingServer> {
  const server = await recordingServer(answer);
  servers.push(server);
  return server;
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );

describe('sendRequest', () => {
  it('sends the path byte for byte', async () => {
    const { origin, requests } = await start();
    const path = '/call/a%2fb//c?m=simotel?event_name=Cdr&x=a+b%zz&y=\'"<>|{}[0]&e=';
    await sendRequest(joinTarget(parseTarget(origin), path), get);
    expect(requests[0]).toMatchObject({ method: 'GET', url: path });
  });

  it('escapes only what cannot be sent', async () => {
    const { origin, requests } = await start();
    const target = joinTarget(parseTarget(origin), '/é?a=سلام b\n\u0000😀\ud800#x%20');
    expect((await sendRequest(target, get)).status).toBe(200);
    expect(requests[0]?.url).toBe('/%C3%A9?a=%D8%B3%D9%84%D8%A7%D9%85%20b%0A%00%F0%9F%98%80%EF%BF%BD#x%20');
  });

  it('sends a body with GET, and no length without one', async () => {
    const { origin, requests } = await start();
    const target = parseTarget(origin);
    await sendRequest(target, { ...get, body: bytes('event_name=Ping') });
    await sendRequest(target, get);
    await sendRequest(target, { ...get, method: 'POST' });
    expect(requests[0]).toMatchObject({
      method: 'GET',
      body: 'event_name=Ping',
      headers: { 'content-length': '15' },
    });
    expect(requests[1]?.headers).not.toHaveProperty('content-length');
    expect(requests[1]?.headers).not.toHaveProperty('transfer-encoding');
    expect(requests[2]?.headers).toHaveProperty('content-length', '0');
  });

  it('leaves out what belongs to another connection', async () => {
    const { origin, requests } = await start();
    const headers = {
      Host: 'pbx.example',
      'content-length': '9999',
      'transfer-encoding': 'chunked',
      connection: 'close, X-Hop',
      'x-hop': 'of that connection',
      'keep-alive': 'timeout=5',
      te: 'trailers',
      trailer: 'x',
      upgrade: 'h2c',
      expect: '100-continue',
      'proxy-authorization': 'Basic eA==',
      'x-kept': ['one', 'two'],
      'x-text': 'سلام',
      nothing: undefined,
      'Content-Type': 'application/json',
    };
    await sendRequest(parseTarget(origin), { method: 'POST', headers, body: bytes('{}') });
    const got = requests[0]?.headers ?? {};
    expect(got).toMatchObject({
      host: new URL(origin).host,
      'content-length': '2',
      'content-type': 'application/json',
      'x-kept': 'one, two',
      'x-text': bytes('سلام').toString('latin1'),
    });
    for (const name of [
      'x-hop',
      'te',
      'trailer',
      'upgrade',
      'expect',
      'proxy-authorization',
      'keep-alive',
      'nothing',
    ]) {
      expect(got).not.toHaveProperty(name);
    }
    expect(requests[0]?.body).toBe('{}');
  });

  it('sends credentials in UTF-8, instead of those it was given', async () => {
    const { origin, requests } = await start();
    const request = { ...get, headers: { authorization: 'Basic old' } };
    const withUser = parseTarget(origin.replace('//', '//simotel:%D8%B1%D9%85%D8%B2@'));
    await sendRequest(withUser, request);
    await sendRequest(withUser, request, { credentials: { username: 'other', password: 'x:y' } });
    await sendRequest(parseTarget(origin), request);
    const basic = (text: string) => `Basic ${bytes(text).toString('base64')}`;
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      basic('simotel:رمز'),
      basic('other:x:y'),
      'Basic old',
    ]);
  });

  it('gives the answer, of the body the first 64 KiB', async () => {
    const { origin } = await start((_, response) => {
      response.writeHead(422, 'Not Today', { 'x-list': ['a', 'b'], 'set-cookie': ['a=1', 'b=2'] });
      response.end('é'.repeat(200_000));
    });
    const answer = await sendRequest(parseTarget(origin), get);
    expect(answer).toMatchObject({
      status: 422,
      statusText: 'Not Today',
      headers: { 'set-cookie': ['a=1', 'b=2'] },
    });
    expect(answer.body).toBe('é'.repeat(32 * 1024));
    expect(answer.durationMs).toBeGreaterThan(0);
  });

  it('says that nobody listens', async () => {
    const port = await freePort();
    const error = await failureOf(sendRequest(parseTarget(`http://127.0.0.1:${port}/`), get));
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`Nothing listens on 127.0.0.1:${port}.`),
    });
  });

  it('does not wait for ever, neither for an answer nor for its end', async () => {
    const silent = await start(() => {});
    const endless = await start((_, response) => void response.write('a'));
    for (const { origin } of [silent, endless]) {
      const error = await failureOf(sendRequest(parseTarget(origin), get, { timeoutMs: 50 }));
      expect(error).toBeInstanceOf(CliError);
      expect(error).toMatchObject({ message: expect.stringContaining('did not answer within 0.05 s') });
    }
  });

  it('says that the other side hung up', async () => {
    const { origin } = await start((_, response) => response.destroy());
    const cut = await start((_, response) => void response.write('a', () => response.destroy()));
    for (const target of [origin, cut.origin]) {
      const error = await failureOf(sendRequest(parseTarget(target), get));
      expect(error).toBeInstanceOf(CliError);
      expect(error).toMatchObject({ message: expect.stringContaining('closed the connection') });
    }
  });

  it('says that something else than HTTP answers', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('220 mail.example ESMTP\r\n');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const error = await failureOf(sendRequest(parseTarget(`http://127.0.0.1:${port}`), get));
    server.close();
    expect(error).toMatchObject({ message: expect.stringContaining('does not answer in HTTP') });
  });

  it('gives up when it is aborted, before and while', async () => {
    const controller = new AbortController();
    const { origin, requests } = await start(() => controller.abort());
    const { signal } = controller;
    expect(await failureOf(sendRequest(parseTarget(origin), get, { signal }))).toBe(signal.reason);
    expect(await failureOf(sendRequest(parseTarget(origin), get, { signal }))).toBe(signal.reason);
    expect(requests).toHaveLength(1);
  });

  it('makes an error of a request that cannot be', async () => {
    const target = parseTarget(`http://127.0.0.1:${await freePort()}`);
    for (const request of [
      { ...get, method: 'NO METHOD' },
      { ...get, headers: { 'x-bad': 'a\nb' } },
      { ...get, headers: { 'bad name': 'a' } },
    ]) {
      expect(await failureOf(sendRequest(target, request))).toBeInstanceOf(CliError);
    }
  });

  it('ends where a server makes a tunnel of it', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const target = parseTarget(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    const error = await failureOf(sendRequest(target, { ...get, method: 'CONNECT' }, { timeoutMs: 5000 }));
    server.close();
    expect(error).toMatchObject({ message: expect.stringContaining('closed the connection') });
  });

  it('can end many requests by one signal', async () => {
    const controller = new AbortController();
    const { origin, requests } = await start(() => {
      if (requests.length === 30) controller.abort();
    });
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const { signal } = controller;
    const all = Array.from({ length: 30 }, () =>
      failureOf(sendRequest(parseTarget(origin), get, { signal })),
    );
    expect(new Set(await Promise.all(all))).toEqual(new Set([signal.reason]));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
