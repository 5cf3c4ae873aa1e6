import {
  type AnySimotelEvent,
  createSimotelHooks,
  type HandleContext,
  type HandleResult,
  type Logger,
  type SimotelError,
  type SimotelHooks,
  type SimotelHooksOptions,
  type WebhookRequest,
} from '../../src/index.js';

/** What a logger was told. */
interface LogEntry {
  level: keyof Logger;
  details: object;
  message: string;
}

/** Hooks that accept anybody, with everything they log and report. */
export interface Fixture {
  hooks: SimotelHooks;
  logged: LogEntry[];
  errors: SimotelError[];
}

export function fixture(options: Partial<SimotelHooksOptions> = {}): Fixture {
  const logged: LogEntry[] = [];
  const errors: SimotelError[] = [];
  const level = (name: keyof Logger) => (details: object, message: string) => {
    logged.push({ level: name, details, message });
  };
  const logger = { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
  const hooks = createSimotelHooks({ auth: false, logger, ...options });
  hooks.onError((error) => errors.push(error));
  return { hooks, logged, errors };
}

export const newState = (callId = '1610778618.378', exten = '991'): WebhookRequest => ({
  method: 'GET',
  path: '/NewState',
  query: `exten=${exten}&state=Ringing&unique_id=${callId}`,
});

export const cdr = (callId = '1610778618.378'): WebhookRequest => ({
  method: 'POST',
  path: '/',
  body: JSON.stringify({ event_name: 'Cdr', src: '991', dst: '993', billsec: 9, unique_id: callId }),
});

/** Handles a request that has to match. */
export async function answer(
  hooks: SimotelHooks,
  request: WebhookRequest,
  context?: HandleContext,
): Promise<Extract<HandleResult, { matched: true }>> {
  const result = await hooks.handle(request, context);
  if (!result.matched) throw new Error(`${request.path} was not matched.`);
  return result;
}

export const status = async (hooks: SimotelHooks, request: WebhookRequest, context?: HandleContext) =>
  (await answer(hooks, request, context)).response.status;

/** A promise to be settled by hand. */
export function deferred<T = void>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets everything run that is ready to. */
export const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export const nameAndCall = ({ name, callId }: AnySimotelEvent) => `${name} ${callId}`;
