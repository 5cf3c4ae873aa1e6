import type { WebhookRequest } from '../request.js';
import type { Authenticator, AuthResult, AuthSecrets } from './authenticator.js';
import { invalid } from './option.js';
import { isPromise } from './promise.js';

/**
 * Accepts what at least one of the authenticators accepts: PBXs of different kinds, or a move from one kind to another.
 * The source is that of the first, in the order given, that accepts and names one.
 *
 * All of them are always asked, at the same time where they are asynchronous. One that throws counts as a refusal if
 * another accepts; otherwise the error of the first that threw is thrown on. Nothing is asynchronous unless one of them is.
 *
 * @throws {SimotelError} `OPTION_INVALID` at once for an empty list, and for something that is no function.
 *
 * @example
 * ```ts
 * anyOf(basicAuth({ username, password }), queryToken('api_key', token));
 * ```
 */
export function anyOf(...authenticators: readonly Authenticator[]): Authenticator {
  return combine('anyOf', authenticators, (outcomes) => {
    const successes = outcomes.filter(isSuccess);
    if (successes.length === 0) throwFailure(outcomes);
    return successes.find(hasSource) ?? successes.length > 0;
  });
}

/**
 * Accepts what every one of the authenticators accepts: an address and a password, for example. The source is that of
 * the first, in the order given, that names one; two that name different sources refuse.
 *
 * All of them are always asked, at the same time where they are asynchronous. If one throws, the delivery is refused
 * where another refuses, otherwise the error of the first that threw is thrown on. Nothing is asynchronous unless one
 * of them is.
 *
 * @throws {SimotelError} `OPTION_INVALID` at once for an empty list, and for something that is no function.
 *
 * @example
 * ```ts
 * allOf(ipAllowList('192.0.2.0/24'), basicAuth({ username, password, source: 'tehran' }));
 * ```
 */
export function allOf(...authenticators: readonly Authenticator[]): Authenticator {
  return combine('allOf', authenticators, (outcomes) => {
    if (!outcomes.every((outcome) => outcome instanceof Failure || isSuccess(outcome))) return false;
    throwFailure(outcomes);
    const [first, ...others] = outcomes.filter(hasSource);
    return first === undefined || (others.every(({ source }) => source === first.source) && first);
  });
}

/** An authenticator that threw. */
class Failure {
  constructor(readonly cause: unknown) {}
}

type Outcome = AuthResult | Failure;

function combine(
  owner: string,
  authenticators: readonly Authenticator[],
  decide: (outcomes: readonly Outcome[]) => AuthResult,
): Authenticator {
  if (authenticators.length === 0) throw invalid(`${owner} needs at least one authenticator.`);
  authenticators.forEach((authenticator, index) => {
    if (typeof authenticator === 'function') return;
    throw invalid(
      `${owner} takes authenticators, such as basicAuth(…), one after the other; ` +
        `what it got at index ${index} is not a function.`,
    );
  });
  const authenticate: Authenticator = (request) => {
    const outcomes = authenticators.map((authenticator) => ask(authenticator, request));
    return outcomes.every(isKnown) ? decide(outcomes) : Promise.all(outcomes).then(decide);
  };
  return Object.assign(authenticate, { secrets: merge(authenticators) });
}

function ask(authenticator: Authenticator, request: WebhookRequest): Outcome | Promise<Outcome> {
  try {
    const result = authenticator(request);
    return isPromise(result) ? Promise.resolve(result).catch(failed) : result;
  } catch (cause) {
    return failed(cause);
  }
}

const failed = (cause: unknown) => new Failure(cause);

const isKnown = (outcome: Outcome | Promise<Outcome>): outcome is Outcome => !isPromise(outcome);

/** Whatever else a function of the program returns is a refusal. */
const isSuccess = (outcome: Outcome): outcome is true | { source: string } =>
  outcome === true || hasSource(outcome);

const hasSource = (outcome: Outcome): outcome is { source: string } =>
  typeof outcome === 'object' &&
  outcome !== null &&
  'source' in outcome &&
  typeof outcome.source === 'string';

function throwFailure(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) if (outcome instanceof Failure) throw outcome.cause;
}

function merge(authenticators: readonly Authenticator[]): AuthSecrets {
  const of = (kind: keyof AuthSecrets) => [
    ...new Set(authenticators.flatMap(({ secrets }) => secrets?.[kind] ?? [])),
  ];
  return { query: of('query'), headers: of('headers') };
}
