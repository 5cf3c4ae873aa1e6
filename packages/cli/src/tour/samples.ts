import { decode } from '@simotel-hooks/core';
import documented from './fixtures/samples.json' with { type: 'json' };

/** One event as the vendor documents it. */
export interface Sample {
  id: string;
  /** The event it is, whatever the payload calls it. */
  event: string;
  /** Where it is documented. */
  source: string;
  /** The text of the documentation, byte for byte. */
  raw: string;
}

const isUrl = ({ raw }: Sample) => raw.startsWith('http');

/** The documented payloads. Several are not valid JSON; that is how they are documented. */
export const PAYLOADS: readonly Sample[] = documented.filter((sample) => !isUrl(sample));

/** The documented sample of this id. */
export function sampleById(id: string): Sample {
  const sample = documented.find((candidate) => candidate.id === id);
  if (sample === undefined) throw new Error(`There is no sample "${id}" in fixtures/samples.json.`);
  return sample;
}

/** The fields of a payload. `JSON.parse` refuses some of the samples and would lose the zero of `09331112233`. */
export function fieldsOf({ raw, event }: Sample): Readonly<Record<string, unknown>> {
  return decode({ method: 'POST', path: `/${event}`, body: raw }).raw.fields;
}
