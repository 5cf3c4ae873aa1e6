import type { Tracer } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';
import { createSimotelHooks, type SimotelHooks, type SimotelHooksOptions } from '../../src/index.js';
import type { Sdk } from './support.js';

/** Who sent a request, in a trace of its own. */
export const SENDER = { traceId: '0af7651916cd43dd8448eb211c80319c', parent: 'b7ad6b7169203331' };
export const TRACEPARENT = `00-${SENDER.traceId}-${SENDER.parent}-01`;

/** Hooks that accept anybody, until the test is over. */
export function receiver({ telemetry }: Sdk, options: Partial<SimotelHooksOptions> = {}): SimotelHooks {
  const hooks = createSimotelHooks({ auth: false, logger: {}, telemetry, ...options });
  onTestFinished(() => hooks.close({ graceMs: 0 }));
  return hooks;
}

/** Runs within a span, as the instrumentation of a server or client does. */
export function within<T>(tracer: Tracer, name: string, run: () => T): T {
  return tracer.startActiveSpan(name, (span) => {
    try {
      return run();
    } finally {
      span.end();
    }
  });
}

/** The only one. */
export const one = (spans: readonly ReadableSpan[]): ReadableSpan => {
  const [span] = spans;
  if (!span || spans.length > 1) throw new Error(`There are ${spans.length} spans, not one.`);
  return span;
};

/** Where a span is. */
export const placeOf = (span: ReadableSpan) => ({
  traceId: span.spanContext().traceId,
  parent: span.parentSpanContext?.spanId,
});

/** Where its children are. */
export const childOf = (span: ReadableSpan) => {
  const { traceId, spanId } = span.spanContext();
  return { traceId, parent: spanId };
};
