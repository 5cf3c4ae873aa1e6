import { expect } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticator.js';
import { isSimotelError, type WebhookRequest } from '../../src/index.js';

/** A delivery of which an authenticator sees only this. */
export const request = (parts: Partial<WebhookRequest> = {}): WebhookRequest => ({
  method: 'GET',
  path: '/',
  ...parts,
});

export const withHeaders = (headers: WebhookRequest['headers'] & {}) => request({ headers });

export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** The header `curl -u` sends. */
export const basicHeader = (username: string, password: string) =>
  `Basic ${base64(`${username}:${password}`)}`;

export const withBasic = (username: string, password: string) =>
  withHeaders({ authorization: basicHeader(username, password) });

export const refuse: Authenticator = () => false;
export const accept: Authenticator = () => true;

/** The message of the mistake that a call is, after proving that it is one and tells none of the secrets. */
export function mistakeOf(call: () => unknown, ...secrets: readonly string[]): string {
  try {
    call();
  } catch (error) {
    if (!isSimotelError(error)) throw error;
    expect(error.code).toBe('OPTION_INVALID');
    for (const secret of secrets) expect(error.message).not.toContain(secret);
    return error.message;
  }
  throw new Error('The call should have thrown.');
}

/** What JavaScript without types hands in: an unset variable, for example. */
export function untyped<T>(value: unknown): T;
export function untyped(value: unknown): unknown {
  return value;
}

/** A promise of another library: all that has to be there is `then`. */
export const thenable = <T>(value: T) =>
  // biome-ignore lint/suspicious/noThenProperty: that is what makes it one
  untyped<Promise<T>>({ then: (done: (value: T) => void) => done(value) });
