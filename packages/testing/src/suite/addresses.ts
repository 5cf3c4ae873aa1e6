import assert from 'node:assert/strict';
import { assertEvent, assertHealthy, assertOk } from './expect.js';
import { BASE, type RigSetup, withHost } from './rig.js';
import { JSON_TYPE, NEW_STATE, NEW_STATE_EVENT } from './samples.js';
import type { Suite } from './suite.js';
import { methodOf } from './wire.js';

/** Behind the address, where the version puts the event's name into the path (WF a). */
const NAMED = [
  '/NewState',
  '//NewState',
  '/NewState/',
  '/newstate',
  '/NEWSTATE',
  '/New%20State',
  '/%4EewState',
];

const TOKEN_BASE = '/hooks/Zk3vQ8rT1nXw6LbYc0Jm4HsDf7PgUa2EoRi9KtVd5BxMqWzNy';
const DEEP_BASE = '/api/v1/pbx/tehran/simotel';

/** Where the PBX calls, and what does not concern us. */
export function addresses(suite: Suite): void {
  suite.describe('addresses', () => {
    for (const base of [BASE, TOKEN_BASE, DEEP_BASE]) {
      const setup: RigSetup = { basePath: base };
      const shown = base.replace(/Zk3.*/, '<token>');
      for (const end of ['', '/']) {
        suite.it(
          `${shown}${end}`,
          async (rig) => {
            assertOk(await rig.send({ target: `${base}${end}?${NEW_STATE.query}` }));
            assertOk(await rig.send({ target: `${base}${end}`, headers: JSON_TYPE, body: NEW_STATE.json }));
            assert.equal(rig.events.length, 2);
            for (const event of rig.events) assertEvent(event, NEW_STATE_EVENT);
          },
          setup,
        );
      }
      for (const path of NAMED) {
        suite.it(
          `${shown}${path}`,
          async (rig) => {
            const target = base + path;
            assertOk(await rig.send({ target: `${target}?${NEW_STATE.nameless.query}` }));
            assertOk(await rig.send({ target, headers: JSON_TYPE, body: NEW_STATE.nameless.json }));
            assert.equal(rig.events.length, 2);
            for (const event of rig.events) assertEvent(event, NEW_STATE_EVENT);
          },
          setup,
        );
      }
    }
    queries(suite);
    strangers(suite);
  });
}

/** An address may have a query of its own (WF a). */
function queries(suite: Suite): void {
  for (const [name, request] of [
    ['joined with "&"', { target: `${BASE}?m=simotel&${NEW_STATE.query}` }],
    ['joined with a second "?"', { target: `${BASE}?m=simotel?${NEW_STATE.query}` }],
    ['beside a body', { target: `${BASE}?m=simotel`, headers: JSON_TYPE, body: NEW_STATE.json }],
  ] as const) {
    suite.it(`an address with a query, ${name}`, async (rig) => {
      assertOk(await rig.send(request));
      assertEvent(rig.event, NEW_STATE_EVENT);
      assert.equal(rig.event.raw.fields['m'], 'simotel');
    });
  }
}

function strangers(suite: Suite): void {
  for (const [name, target] of [
    ['in the query', `${BASE}?event_name=SomethingNew&colour=blue`],
    ['in the path', `${BASE}/SomethingNew?colour=blue`],
  ] as const) {
    suite.it(`a name nobody knows ${name}`, async (rig) => {
      assertOk(await rig.send({ target }));
      assert.deepEqual(
        rig.unknown.map(({ raw }) => [raw.eventName, raw.fields['colour']]),
        [['SomethingNew', 'blue']],
      );
    });
  }
  for (const path of ['%E0%A4%A', '%', '%zz', '%00', '%2e%2e%2f']) {
    suite.it(`${BASE}/${path} does no harm`, async (rig) => {
      for (const target of [`${BASE}/${path}`, `${BASE}/${path}?colour=blue`]) {
        const { status } = await rig.send({ target });
        assert.ok(status < 500, `The status is ${status}.`);
      }
      assert.equal(rig.events.length, rig.unknown.length);
      await assertHealthy(rig);
    });
  }
  for (const request of [
    { target: `${BASE}/something` },
    { target: `${BASE}/something/else` },
    { target: `${BASE}x` },
    { target: `/other${BASE}` },
    { target: `${BASE}/something`, body: '' },
  ]) {
    suite.it(`${methodOf(request)} ${request.target} without fields is left to the host`, async (rig) => {
      const answer = await rig.send(request);
      await withHost(suite.adapter, { parsers: suite.parsers, basePath: BASE }, async (host) => {
        const own = await host.send(request);
        assert.deepEqual([answer.status, answer.body], [own.status, own.body]);
        assert.equal(answer.headers.get('content-type'), own.headers.get('content-type'));
      });
      assert.deepEqual([rig.events, rig.errors], [[], []]);
    });
  }
}
