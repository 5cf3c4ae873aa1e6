import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { context, propagation, type Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';
import type { HooksTelemetry } from '../../src/index.js';
import { openTelemetry } from '../../src/otel/index.js';

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

/** One line of what Prometheus reads. */
interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** The SDK, and what it exports. */
export interface Sdk {
  telemetry: HooksTelemetry;
  meterProvider: MeterProvider;
  tracerProvider: BasicTracerProvider;
  /** Of the program around the hooks. */
  tracer: Tracer;
  /** Those that have ended, of `name` where it is given. */
  spans(name?: string): ReadableSpan[];
  /** The text Prometheus reads. */
  scrape(): Promise<string>;
  /** The samples of one metric. */
  samples(metric: string): Promise<Sample[]>;
}

/** Serves until the test is over. @returns The origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** Sets the SDK up as a program does, with the exporter for Prometheus on a port of its own. */
export async function sdk(): Promise<Sdk> {
  const exporter = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  const meterProvider = new MeterProvider({ readers: [exporter] });
  const memory = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] });
  const origin = await serve((request, response) => exporter.getMetricsRequestHandler(request, response));
  const scrape = async () => (await fetch(`${origin}/metrics`)).text();
  return {
    telemetry: openTelemetry({ meterProvider, tracerProvider }),
    meterProvider,
    tracerProvider,
    tracer: tracerProvider.getTracer('program'),
    spans: (name) => memory.getFinishedSpans().filter((span) => name === undefined || span.name === name),
    scrape,
    samples: async (metric) => samplesOf(metric, await scrape()),
  };
}

function samplesOf(metric: string, text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const {
      name,
      labels = '',
      value,
    } = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/.exec(line)?.groups ?? {};
    if (name !== metric) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return { labels: Object.fromEntries(pairs), value: Number(value) };
  });
}
