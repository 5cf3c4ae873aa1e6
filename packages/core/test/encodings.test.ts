import { describe, expect, it } from 'vitest';
import { decode, eventId, type SimotelEvent } from '../src/index.js';
import { byId, codes, type Encoding, encodings, requestOf } from './support.js';

/** Which JSON entry holds the same event: by the first part of an id, or by the event for single ones. */
const SIBLINGS: Record<string, string> = {
  'body-json-leading-zero': 'body-json-leading-zero',
  'body-json-nan': 'trunk-requests-post-json',
  'body-python-u-prefix': 'outfax-requests-post-json',
};
const BY_EVENT: Record<string, string> = {
  NewState: 'newstate',
  Cdr: 'cdr',
  CdrQueue: 'cdrq',
  AutoDialerReport: 'auto',
  Survey: 'survey',
};

function siblingOf({ id, event }: Encoding): Encoding {
  const [prefix = ''] = id.split('-');
  const family = ['addr', 'auth', 'body'].includes(prefix) ? BY_EVENT[event] : prefix;
  return byId(encodings, SIBLINGS[id] ?? `${family}-requests-post-json`);
}

const nestedField = {
  CdrQueue: 'detail',
  IncomingFax: 'description',
  OutgoingFax: 'info',
  AutoDialerReport: 'tries',
};

/** The two lossy shapes: `requests` sends only the keys of a dict, jQuery in traditional mode `[object Object]`. */
const LOSSY =
  /(?:^|&)(?:detail=(?:src|%5Bobject)|description=(?:REMOTE|%5Bobject)|info=(?:FAXSTATUS&|%5Bobject)|tries=(?:cdr_id|%5Bobject))/;
const isLossy = ({ query, body }: Encoding) => LOSSY.test(query ?? body ?? '');

function expected(entry: Encoding): SimotelEvent['data'] {
  const event = decode(requestOf(siblingOf(entry)));
  if (event.kind !== 'event') throw new Error('The sibling must be a known event.');
  const data: Record<string, unknown> = { ...event.data };
  const field = nestedField[entry.event as keyof typeof nestedField];
  if (isLossy(entry)) delete data[field];
  return data;
}

/** What an entry does not contain, although its sibling does: left out when it was produced. */
const OMITTED: Record<string, (data: Record<string, unknown>) => void> = {
  'body-json-nan': (data) => delete data['lastTimeSec'],
  'addr-rest-get-cdrqueue': (data) => delete data['detail'],
  'addr-rest-get-autodialerreport': (data) => delete data['tries'],
  'body-python-u-prefix': (data) => {
    delete data['date'];
    data['info'] = { faxPages: 0 };
  },
};

describe('real encodings', () => {
  it('are 142', () => expect(encodings).toHaveLength(142));

  it.each(encodings)('$id', (entry) => {
    const event = decode(requestOf(entry));
    const sibling = decode(requestOf(siblingOf(entry)));
    const data: Record<string, unknown> = { ...expected(entry) };
    OMITTED[entry.id]?.(data);
    expect(event.name).toBe(entry.event);
    expect(event).toMatchObject({ kind: 'event', originatedCallId: sibling.originatedCallId });
    expect(event.kind === 'event' && event.data).toStrictEqual(data);
    if (entry.id !== 'body-python-u-prefix') expect(event.callId).toBe(sibling.callId);
    expect(codes(event).includes('FIELD_LOST')).toBe(isLossy(entry));
    const whole = !isLossy(entry) && !(entry.id in OMITTED);
    expect(eventId(event) === eventId(sibling)).toBe(whole);
  });

  it('has both lossy shapes of every nested field', () => {
    const lossy = encodings.filter(isLossy);
    expect(new Set(lossy.map(({ event }) => event))).toEqual(new Set(Object.keys(nestedField)));
    expect(lossy).toHaveLength(13);
  });
});
