import { type RequestOptions, SIMOTEL_VERSIONS, type SimotelVersion } from '@simotel-hooks/testing';

/** How one event is to be written. */
export type WireChoice = Pick<
  RequestOptions<never>,
  'version' | 'method' | 'encoder' | 'suffixCase' | 'repeatName' | 'postAs'
>;

const METHODS = ['GET', 'POST'] as const;

/** The choice for the event of each index; `'all'` goes through every version, or both methods, again and again. */
export function wireChoices(
  version: SimotelVersion | 'all',
  method: (typeof METHODS)[number] | 'all',
): (index: number) => WireChoice {
  const versions = version === 'all' ? SIMOTEL_VERSIONS : [version];
  const methods = method === 'all' ? METHODS : [method];
  const choices = versions.flatMap((each) =>
    methods.map((by): WireChoice => ({ version: each, method: by })),
  );
  return (index) => choices[index % choices.length] ?? {};
}
