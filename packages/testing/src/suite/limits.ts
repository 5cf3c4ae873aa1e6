import assert from 'node:assert/strict';
import type { Connection } from './connection.js';
import { assertHealthy, assertOk, assertRefused } from './expect.js';
import { BASE, type Rig } from './rig.js';
import { JSON_TYPE, NEW_STATE, OPAQUE_TYPE } from './samples.js';
import type { Suite } from './suite.js';
import { LAST_CHUNK, writeChunk, writeHead, writeRequest } from './wire.js';

const LIMIT = 2000;
/** More than the buffers of two sockets hold: who sends this without being read waits for ever. */
const FLOOD = 8 * 1024 * 1024;

/** White space at the end of JSON changes nothing but its length. */
const padded = (length: number) => NEW_STATE.json.padEnd(length);

/** No body is read that is too large, and its sender learns why. */
export function limits(suite: Suite): void {
  // A parser that ran before has read the body by its own limit; the receiver counts what it reads itself.
  const types = suite.parsers === 'before' ? [OPAQUE_TYPE] : [OPAQUE_TYPE, JSON_TYPE];
  const options = { bodyLimit: LIMIT };
  suite.describe('limits', () => {
    for (const headers of types) {
      const as = `(${headers['content-type']})`;
      const request = { target: BASE, headers };
      suite.it(
        `a body of exactly the limit is taken ${as}`,
        async (rig) => {
          assertOk(await rig.send({ ...request, body: padded(LIMIT) }));
          assertOk(await rig.send({ ...request, body: padded(LIMIT), chunkSize: 300 }));
          assert.equal(rig.events.length, 2);
        },
        { options },
      );
      suite.it(
        `one byte more is not ${as}`,
        async (rig) => {
          const answer = await rig.send({ ...request, body: padded(LIMIT + 1) });
          assertRefused(answer, 413, 'BODY_TOO_LARGE');
          const chunked = await rig.send({ ...request, body: padded(LIMIT + 1), chunkSize: 300 });
          assertRefused(chunked, 413, 'BODY_TOO_LARGE');
          assert.deepEqual(
            rig.errors.map(({ code }) => code),
            ['BODY_TOO_LARGE', 'BODY_TOO_LARGE'],
          );
          await assertHealthy(rig);
        },
        { options },
      );
      suite.it(
        `a length over the limit is refused before any byte of the body ${as}`,
        async (rig) => {
          const connection = rig.connect();
          await connection.write(
            writeHead('POST', BASE, { ...headers, 'content-length': String(LIMIT + 1) }),
          );
          assertRefused(await connection.read('POST'), 413, 'BODY_TOO_LARGE');
          await assertHealthy(rig);
        },
        { options },
      );
      suite.it(
        `chunks over the limit are refused before the body ends ${as}`,
        async (rig) => {
          const connection = rig.connect();
          await connection.write(writeHead('POST', BASE, { ...headers, 'transfer-encoding': 'chunked' }));
          for (let sent = 0; sent <= LIMIT; sent += 500)
            await connection.write(writeChunk(Buffer.alloc(500, 32)));
          assertRefused(await connection.read('POST'), 413, 'BODY_TOO_LARGE');
          await assertHealthy(rig);
        },
        { options },
      );
    }
    floods(suite);
    suite.it(
      'a bodyLimit of the adapter that is lower than that of the hooks',
      async (rig) => {
        assertOk(await rig.send({ target: BASE, headers: OPAQUE_TYPE, body: padded(300) }));
        const answer = await rig.send({ target: BASE, headers: OPAQUE_TYPE, body: padded(301) });
        assertRefused(answer, 413, 'BODY_TOO_LARGE');
      },
      { options, bodyLimit: 300 },
    );
    suite.it(
      'a bodyLimit of the adapter that is higher than that of the hooks',
      async (rig) => {
        assertOk(await rig.send({ target: BASE, headers: OPAQUE_TYPE, body: padded(LIMIT + 500) }));
        const answer = await rig.send({ target: BASE, headers: OPAQUE_TYPE, body: padded(LIMIT + 501) });
        assertRefused(answer, 413, 'BODY_TOO_LARGE');
      },
      { options, bodyLimit: LIMIT + 500 },
    );
  });
}

/** Most clients send everything before they look for an answer. */
function floods(suite: Suite): void {
  const options = { bodyLimit: LIMIT };
  suite.it(
    'who sends a large body without credentials can read the refusal',
    async (rig) => {
      const connection = rig.connect();
      const request = { target: BASE, headers: OPAQUE_TYPE, body: Buffer.alloc(FLOOD, 32) };
      await connection.withoutReading(() => connection.write(writeRequest(request)));
      assertRefused(await connection.read('POST'), 401, 'UNAUTHORIZED');
    },
    { options: { auth: () => false } },
  );
  const afterwards = async (rig: Rig, connection: Connection) => {
    assertRefused(await connection.read('POST'), 413, 'BODY_TOO_LARGE');
    await assertHealthy(rig);
  };
  suite.it(
    'who sends a large body to its end can read the refusal',
    async (rig) => {
      const connection = rig.connect();
      const request = { target: BASE, headers: OPAQUE_TYPE, body: Buffer.alloc(FLOOD, 32) };
      await connection.withoutReading(() => connection.write(writeRequest(request)));
      await afterwards(rig, connection);
    },
    { options },
  );
  suite.it(
    'who sends large chunks to their end can read the refusal',
    async (rig) => {
      const connection = rig.connect();
      const chunk = writeChunk(Buffer.alloc(FLOOD / 16, 32));
      await connection.withoutReading(async () => {
        await connection.write(writeHead('POST', BASE, { ...OPAQUE_TYPE, 'transfer-encoding': 'chunked' }));
        for (let count = 0; count < 16; count++) await connection.write(chunk);
        await connection.write(LAST_CHUNK);
      });
      await afterwards(rig, connection);
    },
    { options },
  );
}
