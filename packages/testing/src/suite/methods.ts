import assert from 'node:assert/strict';
import { assertEvent, assertOk, assertRefused } from './expect.js';
import { BASE, exchange } from './rig.js';
import { JSON_TYPE, NEW_STATE, NEW_STATE_EVENT } from './samples.js';
import type { Suite } from './suite.js';

/** Simotel uses GET and POST; probes use HEAD. */
export function methods(suite: Suite): void {
  suite.describe('methods', () => {
    for (const target of [BASE, `${BASE}/`, `${BASE}/NewState`, `${BASE}?${NEW_STATE.query}`]) {
      suite.it(`HEAD ${target.replace(/\?.*/, '?…')} is answered and calls nothing`, async (rig) => {
        const connection = rig.connect();
        const answer = await exchange(connection, { method: 'HEAD', target });
        assert.equal(answer.status, 200);
        assert.deepEqual(rig.events, []);
        // Were there a body, it would stand before the next answer.
        assertOk(await exchange(connection, { target: `${BASE}?${NEW_STATE.query}` }));
        assertEvent(rig.event, NEW_STATE_EVENT);
      });
    }
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
      suite.it(`${method} is refused`, async (rig) => {
        for (const request of [
          { method, target: BASE },
          { method, target: `${BASE}?${NEW_STATE.query}` },
          { method, target: BASE, headers: JSON_TYPE, body: NEW_STATE.json },
        ]) {
          const answer = await rig.send(request);
          assertRefused(answer, 405, 'METHOD_NOT_ALLOWED');
          assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST');
        }
        assert.deepEqual([rig.events, rig.errors], [[], []]);
      });
    }
  });
}
