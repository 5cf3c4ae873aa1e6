import assert from 'node:assert/strict';
import type { Answer } from './connection.js';
import { assertOk } from './expect.js';
import { BASE, type Host, withHost, withRig } from './rig.js';
import { FORM_TYPE, JSON_TYPE, NEW_STATE } from './samples.js';
import type { Suite } from './suite.js';
import type { WireRequest } from './wire.js';

const ECHO = '/host/echo';

/** What the host is asked beside deliveries. */
const REQUESTS: Record<string, WireRequest> = {
  'GET /host': { target: '/host' },
  'a query that looks like a delivery': { target: `/host?${NEW_STATE.query}` },
  'a route that throws': { target: '/host/boom' },
  'a path nobody has': { target: '/nowhere' },
  'HEAD of a path nobody has': { method: 'HEAD', target: '/nowhere' },
  'POST to a path nobody has': { target: '/nowhere', headers: JSON_TYPE, body: NEW_STATE.json },
  'a path of the host that ends in the name of an event': { target: '/host/NewState' },
  'JSON to /host/echo': { target: ECHO, headers: JSON_TYPE, body: '{"a": {"b": [1, "۲"]}}' },
  'JSON in chunks to /host/echo': { target: ECHO, headers: JSON_TYPE, body: '{"a": 1}', chunkSize: 3 },
  'a delivery to /host/echo': { target: ECHO, headers: JSON_TYPE, body: NEW_STATE.json },
  'a form to /host/echo': { target: ECHO, headers: FORM_TYPE, body: 'a=1&b=x+y' },
  'no body to /host/echo': { method: 'POST', target: ECHO },
  'an unsupported content type to /host/echo': {
    target: ECHO,
    headers: { 'content-type': 'application/xml' },
    body: '<a/>',
  },
  'malformed JSON to /host/echo': { target: ECHO, headers: JSON_TYPE, body: '{"a": ' },
  'empty JSON to /host/echo': { target: ECHO, headers: JSON_TYPE, body: '' },
};

/** With the receiver or without, the host's own routes, parsers and errors are the same. */
export function hostNeutrality(suite: Suite): void {
  const { adapter, parsers } = suite;
  suite.describe('host neutrality', () => {
    for (const [name, request] of Object.entries(REQUESTS)) {
      suite.itAlone(name, async () => {
        let alone: unknown;
        await withHost(adapter, { parsers, basePath: BASE }, async (host) => {
          alone = await ask(host, request);
        });
        await withRig(adapter, { parsers }, async (rig) => {
          assert.deepEqual(await ask(rig, request), alone);
          assert.deepEqual([rig.events, rig.errors], [[], []]);
          // The same again, once the receiver has done something.
          assertOk(await rig.send({ target: BASE, headers: JSON_TYPE, body: NEW_STATE.json }));
          assert.deepEqual(await ask(rig, request), alone);
        });
      });
    }
    suite.it('the host is what the suite needs', async (rig) => {
      const host = await rig.send({ target: '/host' });
      assert.deepEqual([host.status, host.body], [200, 'host']);
      const boom = await rig.send({ target: '/host/boom' });
      assert.deepEqual([boom.status, boom.body], [500, 'host error']);
      assert.equal((await rig.send({ target: '/nowhere' })).status, 404);
      const echo = await rig.send({ target: ECHO, headers: JSON_TYPE, body: '{"a": 1}' });
      assert.equal(echo.status, 200);
      if (parsers !== 'none') assert.deepEqual(JSON.parse(echo.body), { a: 1 });
    });
  });
}

async function ask(
  host: Host,
  request: WireRequest,
): Promise<Pick<Answer, 'status' | 'body'> & { type: unknown }> {
  const { status, body, headers } = await host.send(request);
  return { status, body, type: headers.get('content-type') };
}
