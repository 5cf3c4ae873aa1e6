import { basicAuth, createSimotelHooks, type SimotelHooks } from '@simotel-hooks/core';
import { CREDENTIALS } from '../delivery.js';

/** Where deliveries go, in every app. */
export const PATH = '/simotel';

/** The answer of the bare routes, which is that of the adapters. */
export const ANSWER = { ok: true };

/** Who may deliver, in every app with an adapter. */
export const auth = basicAuth(CREDENTIALS);

/** Two apps of one framework that take a delivery. Both resolve with their port. */
export interface Framework {
  /** A route as one writes it without this repository: the framework parses the JSON, and 200 is the answer. */
  bare(onBody: (body: unknown) => void): Promise<number>;
  /** The adapter of this repository, with `auth`, one handler, and defaults otherwise. */
  adapter(onCdr: () => void): Promise<number>;
}

export function createHooks(onCdr: () => void): SimotelHooks {
  const hooks = createSimotelHooks({ auth });
  hooks.on('Cdr', onCdr);
  return hooks;
}
