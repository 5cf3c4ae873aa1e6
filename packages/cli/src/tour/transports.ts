import type { PlainRequest } from '../delivery/delivery.js';
import type { Transport } from '../delivery/explanation.js';
import { fieldsOf, type Sample } from './samples.js';

/** Every way the vendor documents (WF a). */
export const TRANSPORTS: readonly Transport[] = (['G', 'Rest'] as const).flatMap((version): Transport[] => [
  { version, method: 'GET', encoding: 'query' },
  { version, method: 'POST', encoding: 'JSON' },
  { version, method: 'POST', encoding: 'form' },
  { version, method: 'POST', encoding: 'query' },
]);

/** The request a PBX would make to deliver a sample to the address `/call/`. */
export function requestFor(sample: Sample, transport: Transport): Omit<PlainRequest, 'ip'> {
  const { version, method, encoding } = transport;
  const path = `/call/${version === 'Rest' ? sample.event.toLowerCase() : ''}`;
  if (encoding === 'JSON') return { method, path, ...content('application/json', sample.raw) };
  const parameters = flatten(sample, version).toString();
  if (encoding === 'form') {
    return { method, path, ...content('application/x-www-form-urlencoded', parameters) };
  }
  return { method, path: `${path}?${parameters}`, headers: {}, body: new Uint8Array() };
}

const content = (type: string, text: string) => ({
  headers: { 'content-type': type },
  body: new TextEncoder().encode(text),
});

/** Parameters are text: nested values travel as JSON. With Rest only the address names the event. */
function flatten(sample: Sample, version: Transport['version']): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(fieldsOf(sample))) {
    if (version === 'Rest' && (key === 'event_name' || key === 'event')) continue;
    parameters.append(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return parameters;
}
