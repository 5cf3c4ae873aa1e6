import assert from 'node:assert/strict';
import { assertEvent, assertOk } from './expect.js';
import { BASE } from './rig.js';
import { FORM_TYPE, JSON_TYPE, NEW_STATE, NEW_STATE_EVENT } from './samples.js';
import type { Suite } from './suite.js';
import { methodOf, type WireRequest } from './wire.js';

const { nameless } = NEW_STATE;

/** Every version, method and place of the data (WF a). */
function* deliveries(): Generator<[name: string, request: WireRequest]> {
  for (const version of ['G2', 'G3', 'G4']) {
    yield [`${version} GET`, { target: `${BASE}?${NEW_STATE.query}` }];
  }
  for (const version of ['Rest2', 'Rest3', 'Rest4']) {
    yield [`${version} GET`, { target: `${BASE}/NewState?${NEW_STATE.query}` }];
    yield [`${version} GET, named by the path alone`, { target: `${BASE}/newstate?${nameless.query}` }];
  }
  for (const [version, path] of [
    ['G2', ''],
    ['G3', ''],
    ['Rest2', '/NewState'],
    ['Rest3', '/NewState'],
  ] as const) {
    const target = BASE + path;
    const query = `${target}?${NEW_STATE.query}`;
    yield [`${version} POST, form`, { target, headers: FORM_TYPE, body: NEW_STATE.query }];
    yield [`${version} POST, query and no body`, { method: 'POST', target: query }];
    yield [`${version} POST, query and an empty form`, { target: query, headers: FORM_TYPE, body: '' }];
  }
  yield ['G4 POST, JSON', { target: BASE, headers: JSON_TYPE, body: NEW_STATE.json }];
  const rest4 = { target: `${BASE}/NewState`, headers: JSON_TYPE };
  yield ['Rest4 POST, JSON', { ...rest4, body: NEW_STATE.json }];
  yield ['Rest4 POST, JSON, named by the path alone', { ...rest4, body: nameless.json }];
}

/** Whatever version and method are set in the panel, the event is the same. */
export function transports(suite: Suite): void {
  suite.describe('transports', () => {
    for (const [name, request] of deliveries()) {
      suite.it(name, async (rig) => {
        assertOk(await rig.send(request));
        assertEvent(rig.event, NEW_STATE_EVENT);
        assert.deepEqual(rig.event.warnings, []);
        assert.equal(rig.delivery.request.method, methodOf(request));
        assert.notEqual(
          rig.delivery.httpRequest,
          undefined,
          'The request of the framework must be handed on.',
        );
        assert.deepEqual(rig.errors, []);
      });
    }
  });
}
