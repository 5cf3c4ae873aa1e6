import type { SimotelEventName } from '@simotel-hooks/core';
import { authQuery } from './auth.js';
import type { RequestOptions } from './options.js';

/** Where a delivery goes: the path, and the query that the address itself has. */
export interface Address {
  path: string;
  query: string;
}

/** The address of the panel. Rest versions append the event's name to its path (WF a). */
export function addressOf(name: SimotelEventName, options: RequestOptions<SimotelEventName>): Address {
  const { version = 'G4', path: address = '/', suffixCase = 'pascal', auth } = options;
  const mark = address.indexOf('?');
  const path = mark === -1 ? address : address.slice(0, mark);
  const own = mark === -1 ? '' : address.slice(mark + 1);
  const query = [own, authQuery(auth)].filter((part) => part !== '').join('&');
  if (!version.startsWith('Rest')) return { path, query };
  return { path: `${path.replace(/\/$/, '')}/${suffixCase === 'lower' ? name.toLowerCase() : name}`, query };
}
