import { assertEvent, assertOk, assertRefused } from './expect.js';
import { BASE, type Rig } from './rig.js';
import { FORM_TYPE, JSON_TYPE, NEW_STATE, NEW_STATE_EVENT, OPAQUE_TYPE } from './samples.js';
import type { Suite } from './suite.js';
import { LAST_CHUNK, methodOf, type WireRequest, writeChunk, writeHead, writeRequest } from './wire.js';

const PERSIAN = '{"event_name": "NewState", "exten": "۹۹۱", "state": "Idle"}';

/** A body may come in any number of pieces, or not at all. */
export function bodies(suite: Suite): void {
  suite.describe('bodies', () => {
    for (const [name, headers, body] of [
      ['JSON', JSON_TYPE, NEW_STATE.json],
      ['form', FORM_TYPE, NEW_STATE.query],
      ['JSON that no parser wants', OPAQUE_TYPE, NEW_STATE.json],
    ] as const) {
      suite.it(`${name}, in one chunk`, (rig) => takes(rig, { target: BASE, headers, body, chunkSize: 1e6 }));
      suite.it(`${name}, in chunks of one byte`, (rig) =>
        takes(rig, { target: BASE, headers, body, chunkSize: 1 }),
      );
      suite.it(`${name}, in pieces that arrive one after the other`, async (rig) => {
        const connection = rig.connect();
        const bytes = writeRequest({ target: BASE, headers, body });
        for (let at = 0; at < bytes.length; at += 40) {
          await connection.write(bytes.subarray(at, at + 40));
          await new Promise((resolve) => setImmediate(resolve));
        }
        assertOk(await connection.read('POST'));
        assertEvent(rig.event, NEW_STATE_EVENT);
      });
    }
    suite.it('letters that are cut in two by chunks', async (rig) => {
      assertOk(await rig.send({ target: BASE, headers: JSON_TYPE, body: PERSIAN, chunkSize: 1 }));
      assertEvent(rig.event, { name: 'NewState', callId: null, data: { exten: '۹۹۱', state: 'Idle' } });
    });
    suite.it('a body whose end comes long after its beginning', async (rig) => {
      const connection = rig.connect();
      const bytes = Buffer.from(NEW_STATE.json);
      const headers = { ...OPAQUE_TYPE, 'transfer-encoding': 'chunked' };
      await connection.write(writeHead('POST', BASE, headers));
      await connection.write(writeChunk(bytes.subarray(0, 20)));
      // Meanwhile the server does something else.
      assertOk(await rig.send({ target: `${BASE}/NewState?exten=1&state=Idle` }));
      await connection.write(Buffer.concat([writeChunk(bytes.subarray(20)), LAST_CHUNK]));
      assertOk(await connection.read('POST'));
    });
    empty(suite);
  });
}

function empty(suite: Suite): void {
  const target = `${BASE}?${NEW_STATE.query}`;
  for (const [type, headers] of [
    ['no content type', {}],
    ['JSON', JSON_TYPE],
    ['a form', FORM_TYPE],
    ['something unknown', OPAQUE_TYPE],
  ] as const) {
    const what = `fields in the query and an empty body of ${type}`;
    suite.it(what, (rig) => takes(rig, { target, headers, body: '' }));
    suite.it(`${what}, chunked`, (rig) => takes(rig, { target, headers, body: '', chunkSize: 1 }));
    suite.it(`${what}, without length`, (rig) => takes(rig, { method: 'POST', target, headers }));
  }
  suite.it('fields in the query and a JSON body without fields', (rig) =>
    takes(rig, { target, headers: JSON_TYPE, body: '{}' }),
  );
  suite.it('neither fields nor name', async (rig) => {
    assertRefused(await rig.send({ target: BASE, body: '' }), 400, 'EVENT_NAME_MISSING');
    assertRefused(
      await rig.send({ target: BASE, headers: JSON_TYPE, body: '{}' }),
      400,
      'EVENT_NAME_MISSING',
    );
  });
}

async function takes(rig: Rig, request: WireRequest): Promise<void> {
  const connection = rig.connect();
  await connection.write(writeRequest(request));
  assertOk(await connection.read(methodOf(request)));
  assertEvent(rig.event, NEW_STATE_EVENT);
}
