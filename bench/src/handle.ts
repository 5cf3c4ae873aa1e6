import { Webhooks } from '@octokit/webhooks';
import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { CDR } from './cases.js';
import { CREDENTIALS, HEADERS } from './delivery.js';
import { median, time } from './measure.js';
import { ROUNDS } from './options.js';

/*
 * `hooks.handle`, which authenticates, decodes and calls a handler, against `receive` of @octokit/webhooks, the
 * receiver most of its kind are modelled on, which is given what `JSON.parse` makes of the same body.
 */

type Handler = () => unknown;

let events = 0;
const count = () => {
  events++;
};

function own(auth: Parameters<typeof createSimotelHooks>[0]['auth'], handler: Handler): () => unknown {
  const hooks = createSimotelHooks({ auth });
  hooks.on('Cdr', handler);
  return () => hooks.handle({ method: 'POST', path: '/', headers: HEADERS, body: CDR });
}

function octokit(handler: Handler): () => unknown {
  const webhooks = new Webhooks({ secret: CREDENTIALS.password });
  webhooks.on('push', handler);
  return () => webhooks.receive({ id: '1', name: 'push', payload: JSON.parse(CDR) });
}

export async function handling(): Promise<void> {
  const rows = [];
  for (const [kind, handler] of [
    ['a handler', count],
    ['an async handler', async () => count()],
  ] as const) {
    const other = { action: octokit(handler), times: [] as number[] };
    for (const auth of [basicAuth(CREDENTIALS), false] as const) {
      const name = `${auth ? 'basicAuth' : 'auth: false'}, ${kind}`;
      rows.push({ name, action: own(auth, handler), times: [] as number[], other });
    }
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const measured of new Set(rows.flatMap((row) => [row, row.other]))) {
      const before = events;
      const taken = await time(measured.action);
      if (events === before) throw new Error('A handler was not called.');
      // The first round warms up.
      if (round > 0) measured.times.push(taken);
    }
  }
  console.table(
    Object.fromEntries(
      rows.map(({ name, times, other }) => {
        const [ownTime, octokitTime] = [median(times), median(other.times)];
        return [
          name,
          {
            'hooks.handle': `${Math.round(ownTime)} ns`,
            'octokit receive': `${Math.round(octokitTime)} ns`,
            'handle / octokit': (ownTime / octokitTime).toFixed(2),
          },
        ];
      }),
    ),
  );
}
