import assert from 'node:assert/strict';
import { inTime, Signal, until } from './deadline.js';
import { assertAnswer, assertEvent, assertHealthy, assertOk, assertRefused, field, parse } from './expect.js';
import { BASE, type Rig } from './rig.js';
import { JSON_TYPE, NEW_STATE, NEW_STATE_EVENT, newStateOf, OPAQUE_TYPE } from './samples.js';
import type { Suite } from './suite.js';

const DELIVERY = { target: BASE, headers: JSON_TYPE, body: NEW_STATE.json };

/** What can go wrong with a delivery has a status, a code, and no secrets of the program. */
export function failures(suite: Suite): void {
  suite.describe('failures', () => {
    undecodable(suite);
    failingHandlers(suite);
    slowHandlers(suite);
    suite.it('closed: 503', async (rig) => {
      await rig.hooks.close();
      assertRefused(await rig.send(DELIVERY), 503, 'CLOSED');
      assertRefused(await rig.send({ target: `${BASE}?${NEW_STATE.query}` }), 503, 'CLOSED');
      assert.deepEqual(rig.events, []);
    });
  });
}

function undecodable(suite: Suite): void {
  for (const [name, body] of [
    ['JSON that ends early', '{"event_name": "NewState", "exten": '],
    ['neither JSON nor a form', 'hello'],
    ['a list', '[1, 2]'],
  ] as const) {
    suite.it(`${name}: 400`, async (rig) => {
      assertRefused(await rig.send({ target: BASE, headers: OPAQUE_TYPE, body }), 400, 'BODY_MALFORMED');
      assert.deepEqual(
        rig.errors.map(({ code }) => code),
        ['BODY_MALFORMED'],
      );
      assert.deepEqual(rig.events, []);
    });
  }
  suite.it('fields that are missing: 422, and which', async (rig) => {
    const body = '{"event_name": "NewState", "state": "Idle"}';
    const answer = await rig.send({ target: BASE, headers: JSON_TYPE, body });
    assertRefused(answer, 422, 'EVENT_INVALID');
    const issues = field(field(parse(answer.body), 'error'), 'issues');
    assert.ok(Array.isArray(issues) && field(issues[0], 'path') === 'exten');
    assert.deepEqual(
      rig.errors.map(({ raw }) => raw?.fields['state']),
      ['Idle'],
    );
  });
  suite.it('no name: 400', async (rig) => {
    const answer = await rig.send({ target: BASE, headers: JSON_TYPE, body: '{"colour": "blue"}' });
    assertRefused(answer, 400, 'EVENT_NAME_MISSING');
    assert.ok(!answer.body.includes('blue'));
    assertRefused(await rig.send({ target: BASE }), 400, 'EVENT_NAME_MISSING');
  });
  suite.it(
    'a name nobody knows, where that is not wanted: 422',
    async (rig) => {
      assertRefused(await rig.send({ target: `${BASE}?event_name=SomethingNew` }), 422, 'EVENT_UNKNOWN');
      assert.deepEqual(rig.events, []);
    },
    { options: { unknownEvents: 'reject' } },
  );
}

function failingHandlers(suite: Suite): void {
  for (const [name, handler] of [
    ['throws', () => fail()],
    ['rejects', async () => fail()],
  ] as const) {
    suite.it(`a handler that ${name}: 500, and the sender does not learn why`, async (rig) => {
      const undo = rig.hooks.on('NewState', handler);
      assertAnswer(await rig.send(DELIVERY), 500, { ok: false, error: { code: 'HANDLER_FAILED' } });
      const [error] = rig.errors;
      assert.ok(error?.cause instanceof Error);
      assert.equal(error.cause.message, INSIDE);
      assert.ok(error.event);
      assertEvent(error.event, NEW_STATE_EVENT);
      undo();
      await assertHealthy(rig);
    });
  }
}

const INSIDE = 'Inside the program';

function fail(): never {
  throw new Error(INSIDE);
}

function slowHandlers(suite: Suite): void {
  suite.it(
    'a slow handler: 202 while it goes on',
    async (rig) => {
      const { release, done } = blockHandlers(rig);
      assertAnswer(await rig.send(DELIVERY), 202, { ok: true });
      assert.equal(done.length, 0);
      release();
      await until(() => done.length === 1, 'the handler is done');
      assert.deepEqual(rig.errors, []);
    },
    { options: { ackTimeoutMs: 30 } },
  );
  suite.it(
    'an answer at once, whatever handlers do',
    async (rig) => {
      const { release, done } = blockHandlers(rig);
      assertAnswer(await rig.send(DELIVERY), 202, { ok: true });
      release();
      await until(() => done.length === 1, 'the handler is done');
    },
    { options: { ack: 'immediate' } },
  );
  suite.it(
    'more deliveries than places: 503',
    async (rig) => {
      const { release } = blockHandlers(rig);
      const send = (callId: string) => rig.send({ target: `${BASE}?${newStateOf(callId)}` });
      assertAnswer(await send('1610778625.1'), 202, { ok: true });
      assertRefused(await send('1610778625.2'), 503, 'OVERLOADED');
      assert.equal(rig.events.length, 1);
      release();
      await until(async () => (await send('1610778625.3')).status === 200, 'there is a place again');
    },
    { options: { maxPending: 1, ackTimeoutMs: 30 } },
  );
  suite.it(
    'a repeat: 200, and nothing is called',
    async (rig) => {
      assertOk(await rig.send(DELIVERY));
      assertAnswer(await rig.send(DELIVERY), 200, { ok: true, repeated: true });
      assert.equal(rig.events.length, 1);
    },
    { options: { dedupe: { ttlMs: 600_000, key: ({ callId }) => callId } } },
  );
  suite.it(
    'close waits for handlers',
    async (rig) => {
      const { release, done } = blockHandlers(rig);
      assertAnswer(await rig.send(DELIVERY), 202, { ok: true });
      const closed = rig.hooks.close({ graceMs: 600_000 });
      assertRefused(await rig.send(DELIVERY), 503, 'CLOSED');
      assert.equal(done.length, 0);
      release();
      await inTime(closed, 'close()');
      assert.equal(done.length, 1);
    },
    { options: { ackTimeoutMs: 30 } },
  );
}

/** Handlers that are at work until `release`. */
function blockHandlers(rig: Rig): { release: () => void; done: string[] } {
  const gate = new Signal();
  const done: string[] = [];
  rig.hooks.on('NewState', async ({ callId }) => {
    await gate.wait('release() of the test');
    done.push(callId ?? '');
  });
  return { release: () => gate.give(), done };
}
