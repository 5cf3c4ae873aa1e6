import { decode, SIMOTEL_EVENT_NAMES } from '@simotel-hooks/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BODY_ENCODERS,
  createRequest,
  QUERY_ENCODERS,
  type RequestOptions,
  SIMOTEL_VERSIONS,
} from '../src/index.js';
import { eventsOf, hasEmptyPart, zones } from './arbitraries.js';

type Options = Omit<RequestOptions<never>, 'data'>;

/** Every version, method and encoder that go together. */
const TRANSPORTS: Options[] = SIMOTEL_VERSIONS.flatMap((version) => {
  const get: Options[] = QUERY_ENCODERS.map((encoder) => ({ version, method: 'GET', encoder }));
  const post: Options[] = version.endsWith('4')
    ? BODY_ENCODERS.map((encoder) => ({ version, method: 'POST', encoder }))
    : QUERY_ENCODERS.flatMap((encoder) => [
        { version, method: 'POST', encoder, postAs: 'form' },
        { version, method: 'POST', encoder, postAs: 'query' },
      ]);
  return [...get, ...post];
});

const NEEDS_PARTS = new Set(['repeated-repr', 'brackets', 'dots']);

const addresses: fc.Arbitrary<Options> = fc.record({
  path: fc.constantFrom('/', '', '/call', '/call/', '/hooks/7f3a', '/panel/index.php?m=simotel'),
  suffixCase: fc.constantFrom('pascal', 'lower'),
  repeatName: fc.boolean(),
  idKey: fc.constantFrom('unique_id', 'cuid', 'both'),
  auth: fc.constantFrom<NonNullable<Options['auth']>>(
    { username: 'simotel', password: 'pass:wörd' },
    { query: { token: 's3cr&t' } },
    { headers: { 'X-Simotel-Token': 's3cr3t' } },
  ),
});

describe.each(SIMOTEL_EVENT_NAMES)('%s', (name) => {
  const cases = zones.chain((timeZone) =>
    fc.tuple(fc.constant(timeZone), eventsOf(name, timeZone), addresses),
  );

  it('survives every transport', () => {
    fc.assert(
      fc.property(cases, ([timeZone, event, address]) => {
        for (const transport of TRANSPORTS) {
          const { encoder = 'json' } = transport;
          if (NEEDS_PARTS.has(encoder) && hasEmptyPart(event.data)) continue;

          const request = createRequest(event, { ...transport, ...address, timeZone });
          const { data, warnings, ...decoded } = { data: null, ...decode(request, { timeZone }) };

          expect(data).toStrictEqual(event.data);
          expect(decoded).toMatchObject({
            name,
            callId: event.callId,
            originatedCallId: event.originatedCallId,
          });
          // Arbitrary times and ids may well look as if the PBX sent local time.
          const codes = warnings.map(({ code }) => code).filter((code) => code !== 'TIME_ZONE_SUSPECT');
          // An empty dict is JSON too.
          const isRepaired = encoder === 'python-literal' && request.body !== '{}';
          expect(codes).toEqual(isRepaired ? ['BODY_REPAIRED'] : []);
        }
      }),
      { numRuns: 25 },
    );
  });
});
