import { isKnownEvent } from './events.js';
import { type DeliveryFilter, NO_FILTER } from './filters.js';

/** What the page shows, as its address says. */
export type Route =
  | { readonly view: 'deliveries'; readonly seq: number | null; readonly filter: DeliveryFilter }
  | { readonly view: 'calls'; readonly key: string | null }
  | { readonly view: 'board' };

export type ViewName = Route['view'];

export const VIEWS: readonly ViewName[] = ['deliveries', 'calls', 'board'];

const START: Route = { view: 'deliveries', seq: null, filter: NO_FILTER };

/** Reads the part of the address behind `#`. What cannot be is the list of deliveries. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, view, id] = path.split('/');
  if (view === 'board') return { view };
  if (view === 'calls') return { view, key: decode(id) };
  if (view !== 'deliveries') return START;
  const seq = Number(id);
  return {
    view,
    seq: Number.isSafeInteger(seq) && seq > 0 ? seq : null,
    filter: parseFilter(new URLSearchParams(query)),
  };
}

/** The address of a route, from `#` on. */
export function formatRoute(route: Route): string {
  switch (route.view) {
    case 'board':
      return '#/board';
    case 'calls':
      return route.key === null ? '#/calls' : `#/calls/${encode(route.key)}`;
    case 'deliveries': {
      const query = formatFilter(route.filter);
      return `#/deliveries${route.seq === null ? '' : `/${route.seq}`}${query === '' ? '' : `?${query}`}`;
    }
  }
}

/** Half of a character, which a stranger may send, cannot be in an address. */
function encode(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function decode(id: string | undefined): string | null {
  if (id === undefined || id === '') return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}

function parseFilter(query: URLSearchParams): DeliveryFilter {
  const event = query.get('event') ?? '';
  const filter: DeliveryFilter = {
    event:
      isKnownEvent(event) || event === 'unknown' || event === 'error' || event === 'refused' ? event : '',
    call: query.get('call') ?? '',
    source: query.get('source') ?? (query.has('nosource') ? null : undefined),
    number: query.get('number') ?? '',
    text: query.get('text') ?? '',
  };
  return formatFilter(filter) === '' ? NO_FILTER : filter;
}

function formatFilter({ event, call, source, number, text }: DeliveryFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ event, call, number, text })) {
    if (value !== '') query.set(key, value);
  }
  if (source === null) query.set('nosource', '');
  else if (source !== undefined) query.set('source', source);
  return query.toString();
}
