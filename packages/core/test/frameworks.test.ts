import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express5 from 'express';
import express4 from 'express-4';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnySimotelEvent, decode, safeDecode, type WebhookRequest } from '../src/index.js';
import { type Encoding, encodings, requestOf } from './support.js';

/*
 * What the body and query parsers of the frameworks make of every encoding still decodes to the same event. The
 * servers and the client are real; what they hand to `decode` is what an adapter could hand to it at worst.
 */

const seen: { request?: WebhookRequest } = {};

const record = (req: Required<Omit<WebhookRequest, 'ip'>>, res: { end(): unknown }) => {
  const { method, path, query, headers, body } = req;
  seen.request = { method, path, query, headers, body };
  res.end();
};
/** A parser that refuses a body (Python literals) hands the request to nobody; that is the host's own choice. */
const refuse = (
  _error: unknown,
  _req: unknown,
  res: { writeHead(status: number): { end(): unknown } },
  _next: unknown,
) => {
  res.writeHead(400).end();
};
const jsonOptions = { type: ['application/json', 'text/plain'], strict: false };

const express4App = (extended: boolean) =>
  express4().use(express4.json(jsonOptions), express4.urlencoded({ extended })).use(record).use(refuse);
const express5App = (extended: boolean) =>
  express5().use(express5.json(jsonOptions), express5.urlencoded({ extended })).use(record).use(refuse);

async function fastifyApp(): Promise<RequestListener> {
  const app = fastify();
  app.all('/*', (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const path = request.url.split('?')[0] ?? '';
    seen.request = { method: request.method, path, query, headers: request.headers, body: request.body };
    return reply.send('');
  });
  await app.ready();
  return (req, res) => app.routing(req, res);
}

const apps: [string, () => RequestListener | Promise<RequestListener>][] = [
  ['Express 4, extended forms', () => express4App(true)],
  ['Express 4, simple forms', () => express4App(false)],
  ['Express 5, extended forms', () => express5App(true)],
  ['Express 5, simple forms', () => express5App(false)],
  ['Fastify', fastifyApp],
];

/** What the framework's parsers destroy before anybody can read it. */
function isDestroyed(app: string, { id, event, contentType }: Encoding): boolean {
  // qs drops what follows a bracket and a dot.
  return (
    (app.startsWith('Express 4') && /-qs-dots/.test(id) && /Queue|Auto/.test(event)) ||
    // Fastify has no parser for forms: such a request never reaches a handler.
    (app === 'Fastify' && contentType !== null && contentType.includes('form'))
  );
}

describe.each(apps)('%s', (name, create) => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer(await create());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  async function send(entry: Encoding): Promise<AnySimotelEvent | number> {
    delete seen.request;
    const response = await fetch(origin + entry.path + (entry.query === null ? '' : `?${entry.query}`), {
      method: entry.method,
      ...(entry.body !== null && {
        body: entry.body,
        headers: { 'content-type': entry.contentType ?? 'application/json' },
      }),
    });
    return seen.request ? decode(seen.request) : response.status;
  }

  it.each(encodings)('$id', async (entry) => {
    const event = await send(entry);
    const expected = decode(requestOf(entry));
    if (typeof event === 'number') {
      expect(event).toBeGreaterThanOrEqual(400);
      expect(isDestroyed(name, entry) || expected.warnings.some(({ code }) => code === 'BODY_REPAIRED')).toBe(
        true,
      );
      return;
    }
    if (isDestroyed(name, entry)) {
      expect(event.warnings).toContainEqual(expect.objectContaining({ code: 'FIELD_LOST' }));
      return;
    }
    expect(event).toMatchObject({ name: entry.event, callId: expected.callId });
    expect(event.kind === 'event' && event.data).toStrictEqual(expected.kind === 'event' && expected.data);
  });
});

it('JSON that a form parser has torn apart is refused with the advice to hand in the text', () => {
  const torn = { '{"detail": ': { '{"src": "1"}': '' } };
  expect(safeDecode({ method: 'POST', path: '/', body: torn })).toMatchObject({
    error: { code: 'BODY_MALFORMED', message: expect.stringContaining('unparsed body') },
  });
});
