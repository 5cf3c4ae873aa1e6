import type { SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { WebhookRequest } from '../request.js';
import type { AcceptResult, HandleContext, HandleResult, ReceiveOptions, SimotelHooks } from './contract.js';
import type { HookDelivery } from './delivery.js';
import { Dispatcher } from './dispatcher.js';
import { consoleLogger, log } from './log.js';
import { MAX_TIMER, resolveOptions, type SimotelHooksOptions } from './options.js';
import { DONE, type Opened, Receiver } from './receiver.js';
import { ACCEPTED, errorResponse, HANDLED, type WebhookResponse } from './response.js';
import type { Outcome } from './run.js';
import { inTime, LazyTimer } from './timer.js';
import { Work } from './work.js';

/**
 * Creates a receiver. Hand requests to `handle`, or mount it with an adapter: `@simotel-hooks/express`,
 * `@simotel-hooks/fastify`, `@simotel-hooks/nest`, `@simotel-hooks/core/fetch`, `@simotel-hooks/core/node`.
 *
 * @throws {SimotelError} `OPTION_INVALID` where `auth` is missing or another option cannot work.
 * @example
 * ```ts
 * const hooks = createSimotelHooks({ auth: basicAuth({ username: 'simotel', password: process.env.PBX_PASSWORD ?? '' }) });
 * hooks.on('IncomingCall', (event) => console.log(`${event.data.number} is calling`));
 * ```
 */
export function createSimotelHooks(options: SimotelHooksOptions): SimotelHooks {
  const resolved = resolveOptions(options);
  const dispatcher = new Dispatcher(resolved);
  const receiver = new Receiver(resolved, dispatcher);
  const work = new Work(resolved, dispatcher, receiver);
  const { registry, reporter, observer } = dispatcher;
  let closing: Promise<void> | undefined;
  if (resolved.queue) observer?.watch(resolved.queue);

  async function handle(request: WebhookRequest, context: HandleContext = {}): Promise<HandleResult> {
    const gate = receiver.open(request, context, receiver.keeper);
    const opened = gate instanceof Promise ? await gate : gate;
    if (!('event' in opened)) return opened;
    const outcome = dispatcher.dispatch(opened.event, opened.delivery);
    if (!(outcome instanceof Promise)) {
      return { matched: true, response: answer(opened, outcome), settled: finish(opened, outcome) };
    }
    const settled = outcome.then((result) => finish(opened, result));
    return { matched: true, response: answer(opened, await inAckTime(outcome, opened.delivery)), settled };
  }

  /** What is known of the handlers when the PBX gets its answer. */
  function inAckTime(outcome: Promise<Outcome>, { begun }: HookDelivery): Known | Promise<Known> {
    if (resolved.ack === 'immediate') return 'running';
    if (resolved.ack === 'afterHandlers') return outcome;
    return new Promise((resolve) => {
      // The PBX waits since the delivery arrived, whatever took time since then.
      const left = Math.max(0, begun + resolved.ackTimeoutMs - performance.now());
      const timer = new LazyTimer(left, () => resolve('running'));
      void outcome.then((result) => {
        timer.stop();
        resolve(result);
      });
    });
  }

  function answer({ delivery, event }: Opened, known: Known): WebhookResponse {
    const error = known === 'running' ? undefined : known;
    const response = known === 'running' ? ACCEPTED : error ? errorResponse(error) : HANDLED;
    observer?.answered(delivery, response.status, event, error);
    return response;
  }

  function finish(opened: Opened, outcome: Outcome): Promise<void> {
    if (outcome) return fail(opened, outcome);
    dispatcher.leave();
    return DONE;
  }

  async function fail({ delivery, dedupeKey }: Opened, error: SimotelError): Promise<void> {
    if (dedupeKey !== null) await forget(dedupeKey, delivery);
    await reporter.report(error, delivery);
    dispatcher.leave();
  }

  async function forget(key: string, delivery: HookDelivery): Promise<void> {
    try {
      if (receiver.dedupe) await inTime(receiver.dedupe.forget(key), resolved.ackTimeoutMs);
    } catch (err) {
      log(
        delivery.logger,
        'error',
        { deliveryId: delivery.id, err },
        'The store of dedupe failed to forget.',
      );
    }
  }

  async function accept(request: WebhookRequest, context: HandleContext = {}): Promise<AcceptResult> {
    const opened = await receiver.open(request, context);
    if (!('event' in opened)) return opened;
    dispatcher.leave();
    observer?.answered(opened.delivery, null, opened.event);
    return { matched: true, event: opened.event, delivery: opened.delivery };
  }

  async function receive(event: AnySimotelEvent, { source = null, receivedAt }: ReceiveOptions = {}) {
    const delivery = receiver.deliveryOf({ method: 'POST', path: '/' }, '/', {});
    delivery.source = source;
    if (receivedAt) delivery.arrival = receivedAt.getTime();
    const refusal = dispatcher.enter();
    const outcome = refusal ?? (await dispatcher.dispatch(event, delivery));
    if (outcome) await reporter.report(outcome, delivery);
    if (!refusal) dispatcher.leave();
    if (outcome) throw outcome;
  }

  async function close(graceMs: number): Promise<void> {
    const complain = (err: unknown) =>
      log(resolved.logger ?? consoleLogger, 'error', { err }, 'The queue could not be closed as it should.');
    const worked = work.close().catch(complain);
    await dispatcher.close(Math.min(graceMs, MAX_TIMER));
    observer?.close();
    // A storage that does not answer is no reason to stay.
    await inTime(
      worked.then(() => resolved.queue?.close()),
      QUEUE_CLOSE_MS,
    ).catch(complain);
  }

  return {
    on: (name, handler) => registry.on(typeof name === 'string' ? [name] : name, handler),
    onAny: (handler) => registry.add('any', handler),
    onUnknown: (handler) => registry.onUnknown(handler),
    onError: (handler) => reporter.add(handler),
    handle,
    accept,
    receive,
    work: (workOptions = {}) => work.begin(workOptions),
    close: ({ graceMs = 10_000 } = {}) => {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

/** How long a queue may take to store what was handled last and to close. */
const QUEUE_CLOSE_MS = 6_000;

/** Of handlers that are done, or still at work. */
type Known = Outcome | 'running';
