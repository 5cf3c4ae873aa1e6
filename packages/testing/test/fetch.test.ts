import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { decode } from '@simotel-hooks/core';
import { expect, it, onTestFinished } from 'vitest';
import { createEvent, createRequest, toFetch } from '../src/index.js';

/** Starts a server that answers with what arrived. */
async function listen(): Promise<string> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, path: url, headers, body: await text(request) }));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

it.each([
  { version: 'G4', method: 'POST' },
  { version: 'Rest4', method: 'GET' },
  { version: 'Rest3', method: 'POST' },
  { version: 'G2', method: 'POST', postAs: 'query' },
] as const)('%j travels over HTTP unharmed', async (options) => {
  const event = createEvent('Survey', { data: { label: 'نظرسنجی & "فروش" +100%' } });
  const auth = { username: 'simotel', password: 'pass' };
  const origin = await listen();

  const request = createRequest(event, { ...options, path: '/call/?m=simotel', auth });
  const response = await fetch(toFetch(request, origin));
  const arrived = JSON.parse(await response.text());

  expect(arrived.headers).toMatchObject(request.headers);
  expect(arrived).toMatchObject({ method: request.method, path: `${request.path}?${request.query}` });
  expect(decode(arrived)).toMatchObject({
    name: 'Survey',
    data: event.data,
    callId: event.callId,
    warnings: [],
  });
});

it('puts one slash between origin and path', () => {
  const request = createRequest('Ping', { path: '' });

  expect(toFetch(request, 'http://localhost/').url).toBe('http://localhost/');
  expect(toFetch({ ...request, path: '//call//Ping' }, 'http://localhost').url).toBe(
    'http://localhost//call//Ping',
  );
});
