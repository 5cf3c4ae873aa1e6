import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { basicAuth, ipAllowList, queryToken, type WebhookRequest } from '@simotel-hooks/core';
import type { Answer } from './connection.js';
import { assertEvent, assertHealthy, assertOk, assertRefused } from './expect.js';
import { BASE, type Rig } from './rig.js';
import { JSON_TYPE, NEW_STATE, NEW_STATE_EVENT, OPAQUE_TYPE } from './samples.js';
import type { Suite } from './suite.js';
import { writeHead } from './wire.js';

const USERNAME = 'simotel';
const PASSWORD = 'Gx7pQ2wK9s:ü';
const TOKEN = 'tWq5Zr81LmVb';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const RIGHT = basic(`${USERNAME}:${PASSWORD}`);

/** Who is nobody learns nothing, and his body is not read. */
export function authentication(suite: Suite): void {
  suite.describe('authentication', () => {
    withPassword(suite);
    withToken(suite);
    byAddress(suite);
  });
}

function withPassword(suite: Suite): void {
  const setup = { options: { auth: basicAuth({ username: USERNAME, password: PASSWORD }) } };
  for (const [name, authorization] of [
    ['no credentials', undefined],
    ['a wrong password', basic(`${USERNAME}:wrong`)],
    ['a wrong user name', basic(`other:${PASSWORD}`)],
    ['half of the credentials', basic(USERNAME)],
    ['nonsense', 'Basic ???'],
    ['another scheme', `Bearer ${TOKEN}`],
  ] as const) {
    suite.it(
      `${name}: 401`,
      async (rig) => {
        const headers = { ...(authorization !== undefined && { authorization }) };
        for (const request of [
          { target: `${BASE}?${NEW_STATE.query}`, headers },
          { target: BASE, headers: { ...headers, ...OPAQUE_TYPE }, body: NEW_STATE.json },
          { target: BASE, headers: { ...headers, ...JSON_TYPE }, body: NEW_STATE.json },
        ]) {
          assertUnauthorized(rig, await rig.send(request));
        }
      },
      setup,
    );
  }
  // A parser that runs before waits for a body it wants, whoever sent it.
  const types = suite.parsers === 'before' ? [OPAQUE_TYPE] : [OPAQUE_TYPE, JSON_TYPE];
  for (const type of types) {
    suite.it(
      `401 comes before the body (${type['content-type']})`,
      async (rig) => {
        const connection = rig.connect();
        await connection.write(writeHead('POST', BASE, { ...type, 'content-length': '1000' }));
        assertUnauthorized(rig, await connection.read('POST'));
        const other = rig.connect();
        await other.write(writeHead('POST', BASE, { ...type, 'transfer-encoding': 'chunked' }));
        assertUnauthorized(rig, await other.read('POST'));
      },
      setup,
    );
  }
  suite.it(
    'the right credentials, which are kept from handlers and logs',
    async (rig) => {
      const headers = { authorization: RIGHT, ...JSON_TYPE };
      assertOk(await rig.send({ target: BASE, headers, body: NEW_STATE.json }));
      assertEvent(rig.event, NEW_STATE_EVENT);
      assert.equal(headerOf(rig.delivery.request, 'authorization'), undefined);
      assert.equal(headerOf(rig.delivery.request, 'content-type'), 'application/json');
      const refused = await rig.send({
        target: BASE,
        headers: { ...headers, ...OPAQUE_TYPE },
        body: '{"a": ',
      });
      assertRefused(refused, 400, 'BODY_MALFORMED');
      assertNoSecret(rig, refused);
    },
    setup,
  );
}

function withToken(suite: Suite): void {
  const setup = { options: { auth: queryToken('api_key', TOKEN) } };
  suite.it(
    'a token in the query, which is kept from handlers and logs',
    async (rig) => {
      for (const request of [
        { target: `${BASE}?api_key=${TOKEN}&${NEW_STATE.query}` },
        { target: `${BASE}/NewState?${NEW_STATE.query}&api_key=${TOKEN}` },
        { target: `${BASE}?api_key=${TOKEN}?${NEW_STATE.query}` },
        { target: `${BASE}?api_key=${TOKEN}`, headers: JSON_TYPE, body: NEW_STATE.json },
      ]) {
        assertOk(await rig.send(request));
      }
      for (const event of rig.events) {
        assertEvent(event, NEW_STATE_EVENT);
        assert.equal(event.raw.fields['api_key'], undefined);
      }
      assert.equal(rig.deliveries.length, 4);
      for (const { request } of rig.deliveries) assert.ok(!inspect(request, { depth: 10 }).includes(TOKEN));
    },
    setup,
  );
  suite.it(
    'a wrong or missing token',
    async (rig) => {
      assertUnauthorized(rig, await rig.send({ target: `${BASE}?${NEW_STATE.query}` }));
      assertUnauthorized(rig, await rig.send({ target: `${BASE}?api_key=${TOKEN}x&${NEW_STATE.query}` }));
    },
    setup,
  );
}

function byAddress(suite: Suite): void {
  const target = `${BASE}?${NEW_STATE.query}`;
  const headers = {
    'x-forwarded-for': '203.0.113.9',
    'x-real-ip': '203.0.113.9',
    forwarded: 'for=203.0.113.9',
  };
  suite.it(
    'the address of the sender reaches the authenticator',
    async (rig) => {
      assertOk(await rig.send({ target }));
      assertOk(await rig.send({ target, headers }));
      assertOk(await rig.send({ target: BASE, headers: JSON_TYPE, body: NEW_STATE.json }));
      for (const { request } of rig.deliveries) {
        assert.match(request.ip ?? 'none', /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/);
      }
    },
    { options: { auth: ipAllowList(['127.0.0.0/8', '::1']) } },
  );
  suite.it(
    'what the sender writes into headers is not believed',
    async (rig) => {
      assertUnauthorized(rig, await rig.send({ target, headers }));
    },
    { options: { auth: ipAllowList(['203.0.113.9']) } },
  );
  suite.it(
    'an authenticator that fails lets nobody in',
    async (rig) => {
      const answer = await rig.send({ target });
      assertRefused(answer, 500, 'AUTH_FAILED');
      assert.ok(!answer.body.includes('database'));
      assert.deepEqual(rig.events, []);
    },
    { options: { auth: () => Promise.reject(new Error('no database')) } },
  );
  suite.it(
    'an authenticator that takes its time',
    async (rig) => {
      for (const type of [JSON_TYPE, OPAQUE_TYPE]) {
        assertOk(await rig.send({ target: BASE, headers: type, body: NEW_STATE.json }));
      }
      assert.deepEqual(
        rig.deliveries.map(({ source }) => source),
        ['tehran', 'tehran'],
      );
      await assertHealthy(rig);
    },
    {
      options: {
        auth: () => new Promise((resolve) => setTimeout(() => resolve({ source: 'tehran' }), 20)),
      },
    },
  );
}

function assertUnauthorized(rig: Rig, answer: Answer): void {
  assertRefused(answer, 401, 'UNAUTHORIZED');
  assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic /);
  assert.deepEqual([rig.events, rig.errors], [[], []]);
  assertNoSecret(rig, answer);
}

function assertNoSecret(rig: Rig, answer: Answer): void {
  assert.ok(rig.log.length > 0, 'A refusal must be logged.');
  const said = [answer.body, ...rig.log].join('\n');
  for (const secret of [PASSWORD, TOKEN, RIGHT.slice(6)])
    assert.ok(!said.includes(secret), 'It is a secret.');
}

function headerOf({ headers = {} }: WebhookRequest, name: string): unknown {
  const { get } = headers;
  if (typeof get === 'function') return get.call(headers, name) ?? undefined;
  return Object.getOwnPropertyDescriptor(headers, name)?.value;
}
