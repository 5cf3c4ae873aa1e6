import type { Expected } from './expect.js';

const PAIRS =
  'event_name=CdrQueue&unique_id=1610782193.390&src=992&dst=994&queue=902&billsec=31&wait=3&duration=34&disposition=ANSWERED';

const JSON_START =
  '{"event_name": "CdrQueue", "unique_id": "1610782193.390", "src": "992", "dst": "994", "queue": "902", ' +
  '"billsec": "31", "wait": "3", "duration": "34", "disposition": "ANSWERED", "detail": ';

const FIRST_JSON = '{"src": "992", "dst": "993", "wait": "3", "disposition": "NO ANSWER", "comment": ""}';
const SECOND_JSON = '{"src": "992", "dst": "994", "wait": "0", "disposition": "ANSWERED", "comment": ""}';
const DETAIL_JSON = `[${FIRST_JSON}, ${SECOND_JSON}]`;

/** No value of the sample holds a quote, so this is what Python writes. */
const repr = (json: string) => json.replaceAll('"', "'");

/** As `quote_plus` of Python does. */
const escaped = (text: string) =>
  encodeURIComponent(text).replaceAll('%20', '+').replaceAll("'", '%27').replaceAll('(', '%28');

/** One pair per value, `key` naming its place. */
const spread = (key: (index: number, name: string) => string, space = '+') =>
  [
    ['992', '993', '3', `NO${space}ANSWER`, ''],
    ['992', '994', '0', 'ANSWERED', ''],
  ]
    .flatMap((values, index) =>
      ['src', 'dst', 'wait', 'disposition', 'comment'].map((name, at) => `${key(index, name)}=${values[at]}`),
    )
    .join('&');

/** The event with a nested list, as real senders write it to a query or a form (WF f). */
export const CDR_QUEUE_PAIRS = {
  'JSON text (json.dumps)': `${PAIRS}&detail=${escaped(DETAIL_JSON)}`,
  'Python repr (urlencode)': `${PAIRS}&detail=${escaped(repr(DETAIL_JSON))}`,
  'repeated Python repr (httpx)': `${PAIRS}&detail=${escaped(repr(FIRST_JSON))}&detail=${escaped(repr(SECOND_JSON))}`,
  'escaped brackets (PHP)': `${PAIRS}&${spread((index, name) => `detail%5B${index}%5D%5B${name}%5D`)}`,
  'plain brackets (qs)': `${PAIRS}&${spread((index, name) => `detail[${index}][${name}]`, '%20')}`,
  'dots (qs)': `${PAIRS}&${spread((index, name) => `detail%5B${index}%5D.${name}`)}`,
} as const;

/** requests sends only the keys of nested values. */
export const CDR_QUEUE_LOSSY = `${PAIRS}&detail=src&detail=dst&detail=wait&detail=disposition&detail=comment`;

export const CDR_QUEUE_JSON = `${JSON_START}${DETAIL_JSON}}`;
export const CDR_QUEUE_PYTHON = repr(CDR_QUEUE_JSON);

const data = {
  src: '992',
  dst: '994',
  queue: '902',
  billsec: 31,
  wait: 3,
  duration: 34,
  disposition: 'ANSWERED',
};

const detail = [
  { src: '992', dst: '993', wait: 3, disposition: 'NO ANSWER' },
  { src: '992', dst: '994', wait: 0, disposition: 'ANSWERED' },
];

export const CDR_QUEUE_EVENT: Expected = {
  name: 'CdrQueue',
  callId: '1610782193.390',
  data: { ...data, detail },
};
/** Where the nested list was lost on the way. */
export const CDR_QUEUE_REST: Expected = { ...CDR_QUEUE_EVENT, data };
