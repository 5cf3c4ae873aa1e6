import {
  type AnySimotelEvent,
  createSimotelHooks,
  type SimotelError,
  type SimotelHooks,
  type SimotelHooksOptions,
  type WebhookRequest,
  type WebhookResponse,
} from '@simotel-hooks/core';

/** Hooks for a test, and what happened to them. */
export interface TestHooks {
  /** Register your handlers here, or hand it to what does. */
  readonly hooks: SimotelHooks;
  /** Every event that was handled, in order. */
  readonly events: readonly AnySimotelEvent[];
  /** Everything that `onError` was told, in order. */
  readonly errors: readonly SimotelError[];
  /**
   * Takes a delivery through the hooks, without a server.
   *
   * @returns The answer, when all handlers and error handlers are done.
   * @throws {Error} where the request is not for these hooks at all.
   */
  send(request: WebhookRequest): Promise<WebhookResponse>;
}

/**
 * Creates hooks for a test: they accept anybody, answer when all handlers are done, log nothing and keep what happens.
 *
 * @param options - Instead of these defaults, for example `auth` or `dedupe`.
 * @example
 * ```ts
 * const { hooks, errors, send } = createTestHooks();
 * registerHandlers(hooks);
 * await send(createRequest('Cdr', { data: { src: '991', billsec: 9 } }));
 * expect(errors).toEqual([]);
 * ```
 */
export function createTestHooks(options: Partial<SimotelHooksOptions> = {}): TestHooks {
  const hooks = createSimotelHooks({ auth: false, ack: 'afterHandlers', logger: {}, ...options });
  const events: AnySimotelEvent[] = [];
  const errors: SimotelError[] = [];
  hooks.onAny((event) => events.push(event));
  hooks.onError((error) => errors.push(error));
  return {
    hooks,
    events,
    errors,
    async send(request) {
      const result = await hooks.handle(request);
      if (!result.matched) throw new Error(`The path ${request.path} is not one of a delivery.`);
      await result.settled;
      return result.response;
    },
  };
}
