import { fieldsOf, type Sample } from './samples.js';

/** One of the ways Simotel delivers an event: two switches in its panel, and what senders make of "parameters". */
export interface Transport {
  /** G: `event_name` names the event. Rest: the end of the address does. */
  version: 'G' | 'Rest';
  method: string;
  /** Where the fields are. */
  encoding: 'query' | 'JSON' | 'form';
}

export const TRANSPORTS: readonly Transport[] = (['G', 'Rest'] as const).flatMap((version): Transport[] => [
  { version, method: 'GET', encoding: 'query' },
  { version, method: 'POST', encoding: 'JSON' },
  { version, method: 'POST', encoding: 'form' },
  { version, method: 'POST', encoding: 'query' },
]);

export const labelOf = ({ version, method, encoding }: Transport) => `${version} ${method} ${encoding}`;

/** The width of the longest label. */
export const LABEL_WIDTH = Math.max(...TRANSPORTS.map((transport) => labelOf(transport).length));

/** The request a PBX would make to deliver a sample to the address `<origin>/call/`. */
export function requestFor(sample: Sample, transport: Transport, origin: string): Request {
  const { version, method, encoding } = transport;
  const address = `${origin}/call/${version === 'Rest' ? sample.event.toLowerCase() : ''}`;
  if (encoding === 'JSON') {
    return new Request(address, {
      method,
      headers: { 'content-type': 'application/json' },
      body: sample.raw,
    });
  }
  const parameters = flatten(sample, version);
  if (encoding === 'form') return new Request(address, { method, body: parameters });
  return new Request(`${address}?${parameters}`, { method });
}

/** Parameters are text: nested values travel as JSON. With Rest only the address names the event. */
function flatten(sample: Sample, version: Transport['version']): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(fieldsOf(sample))) {
    if (version === 'Rest' && (key === 'event_name' || key === 'event')) continue;
    parameters.append(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return parameters;
}
