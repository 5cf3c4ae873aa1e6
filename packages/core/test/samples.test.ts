import { describe, expect, it } from 'vitest';
import { decode, SIMOTEL_EVENT_NAMES } from '../src/index.js';
import { byId, samples } from './support.js';

/** Entries that show a URL or a command line instead of a payload; below as requests. */
const addresses = new Set([
  'wiki-setting-g4-get',
  'wiki-setting-rest4-get',
  'olddocs-setting-v4-post-params',
]);
const payloads = samples.filter(({ id }) => !addresses.has(id));

describe('documented samples', () => {
  it.each(payloads)('$id', async ({ event: name, raw }) => {
    const event = decode({ method: 'POST', path: '/', body: raw });
    expect(event.name).toBe(name);
    if (event.kind !== 'event') return;
    const { data, callId, originatedCallId, warnings } = event;
    const shown = { data, callId, originatedCallId, warnings: warnings.map(({ code }) => code) };
    expect(shown).toMatchSnapshot();
  });

  it('cover every event but Ping, which is documented nowhere', () => {
    expect(new Set(payloads.map(({ event }) => event))).toEqual(
      new Set(SIMOTEL_EVENT_NAMES.filter((name) => name !== 'Ping')),
    );
  });
});

describe('documented requests', () => {
  const expected = { exten: '991', state: 'Unavailable' };

  it.each(['wiki-setting-g4-get', 'wiki-setting-rest4-get'])('%s', (id) => {
    const url = new URL(byId(samples, id).raw);
    const event = decode({ method: 'GET', path: url.pathname + url.search });
    expect(event).toMatchObject({ name: 'NewState', data: expected, callId: null, warnings: [] });
  });

  it('old documentation: POST with everything in the query and an empty body', () => {
    const [, address = ''] = /'(http[^']+)'/.exec(byId(samples, 'olddocs-setting-v4-post-params').raw) ?? [];
    const event = decode({ method: 'POST', path: '/call/', query: new URL(address).searchParams, body: '' });
    expect(event).toMatchObject({ name: 'NewState', data: expected, warnings: [] });
  });
});
