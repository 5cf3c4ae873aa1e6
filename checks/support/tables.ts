import { decode, EVENT_FIELDS, SIMOTEL_EVENT_NAMES, type WebhookRequest } from '@simotel-hooks/core';

interface Transport {
  versions: string;
  method: string;
  address: string;
  fields: string;
  request: Omit<WebhookRequest, 'method'>;
}

const QUERY = 'exten=991&state=Idle';
const NAMED = `event_name=NewState&${QUERY}`;
const JSON_BODY = '{"event_name":"NewState","exten":"991","state":"Idle"}';

/** The rows of WF a, each with a delivery that proves it. */
const TRANSPORTS: Transport[] = [
  {
    versions: 'G2, G3, G4',
    method: 'GET',
    address: '/call/',
    fields: 'query',
    request: { path: '/call/', query: NAMED },
  },
  {
    versions: 'G4',
    method: 'POST',
    address: '/call/',
    fields: 'JSON body',
    request: { path: '/call/', body: JSON_BODY },
  },
  {
    versions: 'G2, G3',
    method: 'POST',
    address: '/call/',
    fields: 'form body',
    request: { path: '/call/', body: NAMED },
  },
  {
    versions: 'G2, G3',
    method: 'POST',
    address: '/call/',
    fields: 'query, empty body',
    request: { path: '/call/', query: NAMED, body: '' },
  },
  {
    versions: 'Rest2, Rest3, Rest4',
    method: 'GET',
    address: '/call/newstate',
    fields: 'query',
    request: { path: '/call/newstate', query: QUERY },
  },
  {
    versions: 'Rest4',
    method: 'POST',
    address: '/call/NewState',
    fields: 'JSON body',
    request: { path: '/call/NewState', body: JSON_BODY },
  },
  {
    versions: 'Rest2, Rest3',
    method: 'POST',
    address: '/call/newstate',
    fields: 'form body',
    request: { path: '/call/newstate', body: QUERY },
  },
  {
    versions: 'Rest2, Rest3',
    method: 'POST',
    address: '/call/newstate',
    fields: 'query, empty body',
    request: { path: '/call/newstate', query: QUERY, body: '' },
  },
];

/** The table of transports; every row is decoded before it is printed. */
export function transportsTable(): string {
  const rows = TRANSPORTS.map(({ versions, method, address, fields, request }) => {
    const event = decode({ method, ...request });
    if (event.name !== 'NewState' || event.warnings.length > 0)
      throw new Error(`${versions} ${method} does not decode.`);
    return `| ${versions} | ${method} | \`${address}\` | ${fields} |`;
  });
  return [
    '| version in the panel | method | address, for example | where the fields are |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The table of events and their properties, from the decoder's own. */
export function eventsTable(): string {
  const rows = SIMOTEL_EVENT_NAMES.map((name) => {
    const properties = EVENT_FIELDS[name].map(({ property, required }) =>
      required ? `**${property}**` : property,
    );
    return `| \`${name}\` | ${properties.join(', ') || '–'} |`;
  });
  return ['| event | `event.data` |', '|---|---|', ...rows].join('\n');
}
