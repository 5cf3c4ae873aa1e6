import { metrics, trace } from '@opentelemetry/api';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createSimotelHooks } from '../../src/index.js';
import { openTelemetry } from '../../src/otel/index.js';
import { cdr } from '../hooks/support.js';
import { sdk } from './support.js';

it('reports to the global providers by default', async () => {
  const { meterProvider, tracerProvider, samples, spans } = await sdk();
  metrics.setGlobalMeterProvider(meterProvider);
  trace.setGlobalTracerProvider(tracerProvider);
  onTestFinished(() => {
    metrics.disable();
    trace.disable();
  });
  const hooks = createSimotelHooks({ auth: false, telemetry: openTelemetry() });
  await hooks.handle(cdr());
  expect(await samples('simotel_deliveries_total')).toHaveLength(1);
  expect(spans('simotel Cdr')).toHaveLength(1);
});

it('does no harm where no SDK was set up', async () => {
  const hooks = createSimotelHooks({ auth: false, telemetry: openTelemetry() });
  const handler = vi.fn();
  hooks.on('Cdr', handler);
  expect(await hooks.handle(cdr())).toMatchObject({ response: { status: 200 } });
  expect(handler).toHaveBeenCalledOnce();
});
