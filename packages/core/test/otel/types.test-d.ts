/* Checked by tsc, never run: what must compile, and what must not. */
import { metrics, trace } from '@opentelemetry/api';
import { createSimotelHooks, type HooksTelemetry } from '../../src/index.js';
import { openTelemetry } from '../../src/otel/index.js';

const tracerProvider = trace.getTracerProvider();
createSimotelHooks({ auth: false, telemetry: openTelemetry() });
createSimotelHooks({
  auth: false,
  telemetry: openTelemetry({ meterProvider: metrics.getMeterProvider(), tracerProvider }),
});
createSimotelHooks({ auth: false, telemetry: { answered: ({ status }) => console.log(status?.toFixed()) } });

// @ts-expect-error: it has to be called
createSimotelHooks({ auth: false, telemetry: openTelemetry });
// @ts-expect-error: a provider of spans measures nothing
openTelemetry({ meterProvider: tracerProvider });

export const misspelt: HooksTelemetry = {
  // @ts-expect-error: there is no such function
  answer: () => {},
};
export const narrow: HooksTelemetry = {
  // @ts-expect-error: where accept took it, there is no status
  answered: ({ status }) => status.toFixed(),
};
