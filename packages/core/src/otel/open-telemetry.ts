import {
  context,
  type MeterProvider,
  metrics,
  propagation,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type { HooksTelemetry } from '../hooks/telemetry.js';
import { SCOPE } from './attributes.js';
import { Metrics } from './metrics.js';
import { beginSpan } from './span.js';

/** Where {@link openTelemetry} reports to. */
export interface OpenTelemetryOptions {
  /** Default: the global one, as it is when `openTelemetry` is called. */
  meterProvider?: MeterProvider;
  /** Default: the global one. */
  tracerProvider?: TracerProvider;
}

/**
 * Reports metrics of deliveries, and a span around the handlers of each event; `docs/metrics.md` of the repository lists
 * them. Call it after the SDK has been set up: the API gives no metrics to those who come before. The trace is passed on
 * through a queue by the global propagator, and to what handlers do by the global context manager.
 *
 * @example
 * ```ts
 * const hooks = createSimotelHooks({ auth: false, telemetry: openTelemetry() });
 * ```
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): HooksTelemetry {
  const { meterProvider = metrics.getMeterProvider(), tracerProvider = trace.getTracerProvider() } = options;
  const measured = new Metrics(meterProvider.getMeter(SCOPE));
  const tracer = tracerProvider.getTracer(SCOPE);
  return {
    answered: (answer) => measured.answered(answer),
    handling: (handling) => {
      measured.begun(handling);
      const span = beginSpan(tracer, handling);
      return {
        run: span.run,
        end: (result) => {
          measured.ended(handling, result);
          span.end(result);
        },
      };
    },
    failed: (failure) => measured.failed(failure),
    traceHeaders: () => {
      const headers: Record<string, string> = {};
      propagation.inject(context.active(), headers);
      return headers;
    },
    watchQueue: (counts) => measured.watchQueue(counts),
  };
}
