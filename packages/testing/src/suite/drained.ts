import assert from 'node:assert/strict';
import { assertEvent, assertOk, assertRefused, field, parse } from './expect.js';
import { BASE } from './rig.js';
import { FORM_TYPE, JSON_TYPE, NEW_STATE, NEW_STATE_EVENT } from './samples.js';
import type { Suite } from './suite.js';

/** A host that reads the body and leaves nothing has made a mistake; it must learn of it, rather than wait. */
export function drained(suite: Suite): void {
  const setup = { drain: true };
  suite.describe('behind a middleware that drains the body', () => {
    for (const [name, headers, body, chunkSize] of [
      ['JSON', JSON_TYPE, NEW_STATE.json, undefined],
      ['a form', FORM_TYPE, NEW_STATE.query, undefined],
      ['chunks', JSON_TYPE, NEW_STATE.json, 20],
    ] as const) {
      suite.it(
        `${name}: the answer says what to move`,
        async (rig) => {
          const request = { target: BASE, headers, body };
          const answer = await rig.send(chunkSize === undefined ? request : { ...request, chunkSize });
          assertRefused(answer, 500, 'BODY_CONSUMED');
          assert.match(String(field(field(parse(answer.body), 'error'), 'message')), /before/);
          assert.deepEqual(
            rig.errors.map(({ code }) => code),
            ['BODY_CONSUMED'],
          );
          assert.deepEqual(rig.events, []);
        },
        setup,
      );
    }
    for (const [name, request] of [
      ['GET', {}],
      ['POST with an empty body', { body: '' }],
    ] as const) {
      suite.it(
        `${name}: nothing was lost`,
        async (rig) => {
          assertOk(await rig.send({ target: `${BASE}?${NEW_STATE.query}`, ...request }));
          assertEvent(rig.event, NEW_STATE_EVENT);
        },
        setup,
      );
    }
  });
}
