import { describe, expect, it } from 'vitest';
import { EVENTS } from '../src/events/index.js';
import { decode, SIMOTEL_EVENT_NAMES, type SimotelEventName, safeDecode } from '../src/index.js';
import { codes, decodeJson, decodeQuery } from './support.js';

/** Fields that satisfy every event's required ones. */
const ENOUGH =
  'exten=1&state=Idle&number=1&transferred_from=1&transferred_to=2&src=1&dst=2&point=5&fax_id=f&trunk_name=t&queue_name=q';
const nameOf = (path: string, query = ENOUGH) => decodeQuery(query, path).name;

const spaced = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
const SPELLINGS: [how: string, spell: (name: string) => string][] = [
  ['as documented', (name) => name],
  ['lower case', (name) => name.toLowerCase()],
  ['upper case', (name) => name.toUpperCase()],
  ['with spaces', spaced],
  ['with underscores', (name) => spaced(name).replaceAll(' ', '_').toLowerCase()],
  ['with hyphens', (name) => spaced(name).replaceAll(' ', '-')],
];

describe.each(SIMOTEL_EVENT_NAMES)('%s', (name) => {
  it.each(SPELLINGS)('is known in the payload %s', (_, spell) => {
    expect(nameOf('/', `event_name=${spell(name)}&${ENOUGH}`)).toBe(name);
    expect(nameOf('/', `event=${spell(name)}&${ENOUGH}`)).toBe(name);
  });

  it.each(SPELLINGS)('is known at the end of the path %s', (_, spell) => {
    const segment = encodeURIComponent(spell(name));
    for (const path of [
      `/${segment}`,
      `/call/${segment}`,
      `/call//${segment}`,
      `/call/${segment}/`,
      segment,
    ]) {
      expect(nameOf(path)).toBe(name);
    }
  });

  it('is known glued to the address, with a warning', () => {
    const event = decodeQuery(ENOUGH, `/call${name}`);
    expect(event.name).toBe(name);
    expect(codes(event)).toEqual(['NAME_INFERRED']);
  });

  it('is refused with every missing field when it has none', () => {
    const required = EVENTS[name].table.required.map(([, key]) => key);
    const result = safeDecode({ method: 'GET', path: `/${name}` });
    if (required.length === 0) return expect(result).toMatchObject({ event: { name, data: {} } });
    expect(result).toMatchObject({
      error: {
        code: 'EVENT_INVALID',
        status: 422,
        issues: required.map((path) => ({ path, message: `${path} is missing.` })),
        raw: { eventName: name, fields: {} },
      },
    });
  });
});

describe('where the name comes from', () => {
  it('prefers event_name to event to the path', () => {
    const both = decodeQuery(`event_name=Cdr&event=Ping&${ENOUGH}`, '/');
    expect([both.name, codes(both)]).toEqual(['Cdr', ['NAME_CONFLICT']]);
    const path = decodeQuery(`event=Cdr&${ENOUGH}`, '/newstate');
    expect([path.name, codes(path)]).toEqual(['Cdr', ['NAME_CONFLICT']]);
  });

  it('keeps quiet where sources agree or say something else', () => {
    expect(codes(decodeQuery(`event_name=New State&event=NewState&${ENOUGH}`, '/NEWSTATE'))).toEqual([]);
    expect(codes(decodeQuery(`event_name=Cdr&event=hangup&${ENOUGH}`, '/webhooks/voip/AbC123/'))).toEqual([]);
  });

  it.each(['', 'None', 'null'])('passes over an event_name that says nothing: "%s"', (nothing) => {
    expect(nameOf('/cdr', `event_name=${nothing}&${ENOUGH}`)).toBe('Cdr');
  });

  it('does not take ordinary words for events', () => {
    for (const path of ['/shopping', '/call/mapping']) {
      expect(decodeQuery(ENOUGH, path)).toMatchObject({
        kind: 'unknown',
        raw: { eventName: path.split('/').at(-1) },
      });
    }
  });

  it('prefers the longest name at the end of a glued segment', () => {
    expect(nameOf('/callTrunkNewState')).toBe('TrunkNewState');
    expect(nameOf('/callcdrqueue')).toBe('CdrQueue');
  });

  it('strips basePath, with or without a slash at its end', () => {
    const at = (path: string, basePath: string) =>
      safeDecode({ method: 'GET', path, query: 'exten=1&state=Idle' }, { basePath });
    for (const basePath of ['/hooks/cdr', '/hooks/cdr/']) {
      expect(at('/hooks/cdr/NewState', basePath)).toMatchObject({
        event: { name: 'NewState', warnings: [] },
      });
      expect(at('/hooks/cdrNewState', basePath)).toMatchObject({ event: { name: 'NewState', warnings: [] } });
      expect(at('/hooks/cdr/', basePath)).toMatchObject({ error: { code: 'EVENT_NAME_MISSING' } });
    }
  });

  it('recognises AutoDialerReport by its fields', () => {
    const fields = { campaign_id: 'c', number: '0912', disposition: 'LOST' };
    expect(decodeJson(fields)).toMatchObject({
      name: 'AutoDialerReport',
      data: { number: '0912', disposition: 'LOST' },
      raw: { eventName: null },
      warnings: [{ code: 'NAME_INFERRED' }],
    });
    const named = decode({ method: 'POST', path: '/autodialerreport', body: JSON.stringify(fields) });
    expect(named).toMatchObject({ name: 'AutoDialerReport', warnings: [] });
  });
});

describe('unknown events', () => {
  it('keep their name, ids and fields', () => {
    expect(decodeJson({ event_name: 'TestEvent', unique_id: '1.30', x: { y: [1] } })).toEqual({
      kind: 'unknown',
      name: null,
      callId: '1.30',
      originatedCallId: null,
      raw: { eventName: 'TestEvent', fields: { event_name: 'TestEvent', unique_id: '1.30', x: { y: [1] } } },
      warnings: [],
    });
  });

  it('are named by the path only where there are fields', () => {
    expect(decodeQuery('a=1', '/call/Something%20New')).toMatchObject({
      raw: { eventName: 'Something New' },
    });
    expect(decodeQuery('a=1', '/call/%E0%A4%A')).toMatchObject({ raw: { eventName: '%E0%A4%A' } });
    for (const path of ['', '/', '/health']) {
      expect(safeDecode({ method: 'GET', path })).toMatchObject({
        error: { code: 'EVENT_NAME_MISSING', status: 400 },
      });
    }
    expect(safeDecode({ method: 'GET', path: '/', query: 'a=1' })).toMatchObject({
      error: { code: 'EVENT_NAME_MISSING', raw: { fields: { a: '1' } } },
    });
  });

  it('may carry a name known in the path only', () => {
    const event = decodeQuery(`event_name=Other&${ENOUGH}`, '/cdr');
    expect([event.kind, codes(event)]).toEqual(['unknown', ['NAME_CONFLICT']]);
  });
});

it('lists each name once', () => {
  expect(new Set<SimotelEventName>(SIMOTEL_EVENT_NAMES).size).toBe(19);
});
