import assert from 'node:assert/strict';
import { basicAuth } from '@simotel-hooks/core';
import type { Answer, Connection } from './connection.js';
import { Signal, until } from './deadline.js';
import { assertHealthy, assertOk, assertRefused } from './expect.js';
import { BASE, exchange, type Rig } from './rig.js';
import { JSON_TYPE, NEW_STATE, newStateOf, OPAQUE_TYPE } from './samples.js';
import type { Suite } from './suite.js';
import { type WireRequest, writeHead, writeRequest } from './wire.js';

/** What happens between the requests, and in the middle of one. */
export function connections(suite: Suite): void {
  suite.describe('connections', () => {
    hangingUp(suite);
    many(suite);
    suite.it('a connection is kept through many deliveries', async (rig) => {
      const connection = rig.connect();
      for (let count = 1; count <= 10; count++) {
        assertOk(await exchange(connection, { target: `${BASE}?${newStateOf(`1610778625.${count}`)}` }));
        assertOk(await exchange(connection, { target: BASE, headers: JSON_TYPE, body: NEW_STATE.json }));
        assert.equal(rig.events.length, count * 2);
      }
    });
    afterRefusals(suite);
    suite.it('requests that do not wait for each other', async (rig) => {
      const connection = rig.connect();
      const ids = ['1610778625.1', '1610778625.2', '1610778625.3', '1610778625.4'];
      const requests = ids.flatMap((id) => [
        writeRequest({ target: `${BASE}?${newStateOf(id)}` }),
        writeRequest({ method: 'PUT', target: BASE }),
        writeRequest({ target: BASE, headers: OPAQUE_TYPE, body: newStateOf(id) }),
      ]);
      await connection.write(Buffer.concat(requests));
      for (const _id of ids) {
        assertOk(await connection.read('GET'));
        assertRefused(await connection.read('PUT'), 405, 'METHOD_NOT_ALLOWED');
        assertOk(await connection.read('POST'));
      }
      // Only the answers have to be in order: reading a body takes longer than reading none.
      assert.deepEqual(
        callIds(rig),
        ids.flatMap((id) => [id, id]),
      );
    });
  });
}

function hangingUp(suite: Suite): void {
  for (const [name, framing] of [
    ['a body with a length', { 'content-length': '1000' }],
    ['chunks', { 'transfer-encoding': 'chunked' }],
  ] as const) {
    const arrived = new Signal();
    suite.it(
      `a sender that hangs up in the middle of ${name}`,
      async (rig) => {
        const connection = rig.connect();
        const start = 'content-length' in framing ? '{"event_name": ' : 'f\r\n{"event_name": \r\n';
        await connection.write(writeHead('POST', BASE, { ...OPAQUE_TYPE, ...framing }) + start);
        // From here on the receiver waits for the body.
        await arrived.wait('the request to arrive');
        connection.destroy();
        await until(() => rig.errors.length > 0, 'onError hears of it');
        assert.deepEqual(
          rig.errors.map(({ code }) => code),
          ['BODY_MALFORMED'],
        );
        assert.deepEqual(rig.events, []);
        await assertHealthy(rig);
      },
      {
        options: {
          auth: () => {
            arrived.give();
            return true;
          },
        },
      },
    );
  }
  suite.it(
    'a sender that hangs up before the answer',
    async (rig) => {
      const started = new Signal();
      const release = new Signal();
      let done = 0;
      rig.hooks.on('NewState', async () => {
        started.give();
        await release.wait('the test');
        done++;
      });
      const connection = rig.connect();
      await connection.write(writeRequest({ target: BASE, headers: JSON_TYPE, body: NEW_STATE.json }));
      await started.wait('the handler to begin');
      connection.destroy();
      release.give();
      await until(() => done === 1, 'the handler is done');
      assert.deepEqual(rig.errors, []);
      await assertHealthy(rig);
    },
    { options: { ack: 'afterHandlers' } },
  );
}

function many(suite: Suite): void {
  suite.it('100 senders at once', async (rig) => {
    const ids = Array.from({ length: 100 }, (_, index) => `1610778625.${index + 1}`);
    const requestOf = (id: string, index: number): WireRequest =>
      index % 2 === 0
        ? { target: `${BASE}/NewState?${newStateOf(id)}` }
        : { target: BASE, headers: JSON_TYPE, body: NEW_STATE.json.replace('1610778625.380', id) };
    for (const answer of await Promise.all(ids.map((id, index) => rig.send(requestOf(id, index)))))
      assertOk(answer);
    assert.deepEqual(callIds(rig), [...ids].sort());
  });
}

const callIds = (rig: Rig) => rig.events.map(({ callId }) => callId).sort();

/** What is left of a refused body must not be taken for the next request. */
function afterRefusals(suite: Suite): void {
  const right = { authorization: `Basic ${Buffer.from('simotel:right').toString('base64')}` };
  const delivery: WireRequest = { target: BASE, headers: { ...right, ...JSON_TYPE }, body: NEW_STATE.json };
  const options = { auth: basicAuth({ username: 'simotel', password: 'right' }), bodyLimit: 2000 };
  const large = NEW_STATE.json.padEnd(100_000);
  const refused: [name: string, request: WireRequest, status: 401 | 413][] = [
    ['401', { target: BASE, headers: OPAQUE_TYPE, body: NEW_STATE.json }, 401],
    ['401 in chunks', { target: BASE, headers: OPAQUE_TYPE, body: NEW_STATE.json, chunkSize: 20 }, 401],
    ['413', { target: BASE, headers: { ...right, ...OPAQUE_TYPE }, body: large }, 413],
    [
      '413 in chunks',
      { target: BASE, headers: { ...right, ...OPAQUE_TYPE }, body: large, chunkSize: 5000 },
      413,
    ],
  ];
  for (const [name, request, status] of refused) {
    suite.it(
      `a connection after ${name}`,
      async (rig) => {
        let connection = rig.connect();
        for (let count = 1; count <= 3; count++) {
          const answer = await exchange(connection, request);
          assertRefused(answer, status, status === 401 ? 'UNAUTHORIZED' : 'BODY_TOO_LARGE');
          connection = kept(rig, connection, answer);
          assertOk(await exchange(connection, delivery));
          assert.equal(rig.events.length, count);
        }
      },
      { options },
    );
  }
}

/** A server may end a connection after a refusal, if it says so. */
const kept = (rig: Rig, connection: Connection, answer: Answer) =>
  answer.headers.get('connection') === 'close' ? rig.connect() : connection;
