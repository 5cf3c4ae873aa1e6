import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { isHeadersLike } from '../hooks/secrets.js';
import type { HandlingTelemetry, TelemetryHandling } from '../hooks/telemetry.js';
import { failureOf } from '../queue/failure.js';
import type { WebhookRequest } from '../request.js';
import { ATTEMPT, ERROR, subject } from './attributes.js';

/** Begins the span of the handlers of one event. */
export function beginSpan(tracer: Tracer, handling: TelemetryHandling): Required<HandlingTelemetry> {
  const parent = parentOf(handling);
  const span = tracer.startSpan(
    `simotel ${handling.event.name ?? 'unknown'}`,
    optionsOf(handling, parent),
    parent,
  );
  return {
    run: (begin) => context.with(trace.setSpan(parent, span), begin),
    end: ({ error }) => {
      if (error) {
        const { code, message } = failureOf(error);
        for (const exception of exceptionsOf(error.cause ?? error)) span.recordException(exception);
        span.setAttribute(ERROR, code);
        span.setStatus({ code: SpanStatusCode.ERROR, message });
      }
      span.end();
    },
  };
}

/**
 * Without a queue, what runs now is the request. A delivery of the queue continues the trace of its arrival: it is one
 * message, for which the messaging conventions allow its own context as the parent. What runs around a worker is of no
 * delivery, or of another one.
 */
function parentOf({ delivery, isStored }: TelemetryHandling): Context {
  const ambient = isStored ? ROOT_CONTEXT : context.active();
  if (trace.getSpan(ambient)) return ambient;
  return propagation.extract(ambient, delivery.request.headers ?? {}, HEADERS);
}

function optionsOf({ event, delivery, isStored }: TelemetryHandling, parent: Context) {
  const created = isStored && trace.getSpanContext(parent);
  return {
    kind: SpanKind.CONSUMER,
    attributes: {
      'messaging.system': 'simotel',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.message.id': delivery.id,
      ...(event.callId !== null && { 'messaging.message.conversation_id': event.callId }),
      ...subject(event.name ?? 'unknown', delivery.source),
      [ATTEMPT]: delivery.attempt,
    },
    // The conventions ask for it beside the parent, for tools that look for producers there.
    ...(created && { links: [{ context: created }] }),
  };
}

/** Each of what several handlers threw. */
const exceptionsOf = (cause: unknown) =>
  (cause instanceof AggregateError ? cause.errors : [cause]).filter((one) => one instanceof Error);

const HEADERS: TextMapGetter<WebhookRequest['headers'] & {}> = {
  keys: (headers) => (isHeadersLike(headers) ? [] : Object.keys(headers)),
  get: (headers, name) => {
    const value = isHeadersLike(headers) ? headers.get(name) : headers[name];
    return typeof value === 'string' ? value : value?.join(',');
  },
};
