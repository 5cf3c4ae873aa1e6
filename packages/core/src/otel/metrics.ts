import type { Counter, Histogram, Meter, ObservableGauge, ObservableResult } from '@opentelemetry/api';
import type {
  TelemetryAnswer,
  TelemetryFailure,
  TelemetryHandling,
  TelemetryResult,
} from '../hooks/telemetry.js';
import type { QueueCounts } from '../queue/queue.js';
import { errorType, QUEUE_STATE, STATUS, subject } from './attributes.js';

/** Those of the semantic conventions for the duration of requests and of messages. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** Handlers may take 30 seconds by default. */
const HANDLER_SECONDS = [...SECONDS, 30];
/** A queue may keep deliveries for as long as a system behind it is away. */
const WAIT_SECONDS = [0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600];

const STATES = ['waiting', 'active', 'dead'] as const;

/** What is counted and measured. */
export class Metrics {
  private readonly deliveries: Counter;
  private readonly retries: Counter;
  private readonly deadLetters: Counter;
  private readonly answerDuration: Histogram;
  private readonly handlerDuration: Histogram;
  private readonly waitDuration: Histogram;
  private readonly queued: ObservableGauge;

  constructor(meter: Meter) {
    const counter = (name: string, description: string) =>
      meter.createCounter(name, { description, unit: '{delivery}' });
    const histogram = (name: string, description: string, explicitBucketBoundaries: number[]) =>
      meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries } });

    this.deliveries = counter('simotel.deliveries', 'Deliveries that were answered.');
    this.retries = counter('simotel.retries', 'Deliveries of the queue that failed and are tried again.');
    this.deadLetters = counter('simotel.dead_letters', 'Deliveries that moved to the dead letters.');
    this.answerDuration = histogram('simotel.answer.duration', 'From arrival to the answer.', SECONDS);
    this.handlerDuration = histogram('simotel.handler.duration', 'Time handlers take.', HANDLER_SECONDS);
    this.waitDuration = histogram(
      'simotel.wait.duration',
      'From arrival to the first call of handlers.',
      WAIT_SECONDS,
    );
    this.queued = meter.createObservableGauge('simotel.queue.deliveries', {
      description: 'Deliveries in the queue now.',
      unit: '{delivery}',
    });
  }

  answered({ event, source, status, error, durationMs }: TelemetryAnswer): void {
    const answer = status === null ? {} : { [STATUS]: status };
    this.deliveries.add(1, { ...subject(event, source), ...answer, ...errorType(error) });
    this.answerDuration.record(durationMs / 1_000, answer);
  }

  begun({ event, delivery, waitedMs }: TelemetryHandling): void {
    // The next tries waited because the first failed, and are counted as retries.
    if (delivery.attempt === 1) this.waitDuration.record(waitedMs / 1_000, subject(eventName(event), null));
  }

  ended({ event }: TelemetryHandling, { error, durationMs }: TelemetryResult): void {
    const attributes = { ...subject(eventName(event), null), ...errorType(error?.code) };
    this.handlerDuration.record(durationMs / 1_000, attributes);
  }

  failed({ event, source, error, next }: TelemetryFailure): void {
    const counter = next === 'retry' ? this.retries : this.deadLetters;
    counter.add(1, { ...subject(event, source), ...errorType(error) });
  }

  /** @returns Its own undo. */
  watchQueue(counts: () => Promise<QueueCounts>): () => void {
    const observe = async (result: ObservableResult) => {
      try {
        const now = await counts();
        for (const state of STATES) result.observe(now[state], { [QUEUE_STATE]: state });
      } catch {
        // The storage is away. Nothing new is known; whoever stores or works hears of it.
      }
    };
    this.queued.addCallback(observe);
    return () => this.queued.removeCallback(observe);
  }
}

const eventName = ({ name }: TelemetryHandling['event']) => name ?? 'unknown';
