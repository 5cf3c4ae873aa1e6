import { EVENT_FIELDS, type EventField } from '@simotel-hooks/core';
import { isRefused, type ReceivedDelivery } from '../delivery/delivery.js';
import { factsOf } from '../delivery/facts.js';
import { transportLabel, transportOf } from '../delivery/transport.js';
import { printable } from '../terminal/printable.js';
import type { DeliverySummary } from './protocol.js';

const LONGEST_TEXT = 512;
const MOST_NUMBERS = 32;

/** What the list shows of a delivery; short, whatever a stranger sent. */
export function summaryOf(delivery: ReceivedDelivery, seq: number): DeliverySummary {
  const { receivedAt, source, request, result, answer } = delivery;
  const raw = result.success ? result.event.raw : result.error.raw;
  const name = raw?.eventName ?? null;
  return {
    seq,
    at: receivedAt.getTime(),
    source,
    transport: transportLabel(transportOf(request, name)),
    ...(result.success ? ofEvent(result.event) : ofError(result.error, name)),
    text: textOf(raw?.fields ?? {}),
    status: answer.status,
  };
}

type Success = Extract<ReceivedDelivery['result'], { success: true }>;
type Failure = Extract<ReceivedDelivery['result'], { success: false }>;
type Outcome = Pick<DeliverySummary, 'kind' | 'name' | 'callId' | 'numbers' | 'facts' | 'warnings' | 'code'>;

function ofEvent(event: Success['event']): Outcome {
  return {
    kind: event.kind,
    name: event.name ?? printable(event.raw.eventName ?? ''),
    callId: event.callId === null ? null : printable(event.callId),
    numbers: event.kind === 'unknown' ? [] : numbersIn(event.data, EVENT_FIELDS[event.name]),
    facts: factsOf(event),
    warnings: event.warnings.map(({ code }) => code),
    code: null,
  };
}

function ofError(error: Failure['error'], name: string | null): Outcome {
  return {
    kind: isRefused({ result: { success: false, error } }) ? 'refused' : 'error',
    name: name === null ? null : printable(name),
    callId: null,
    numbers: [],
    facts: [error.message],
    warnings: [],
    code: error.code,
  };
}

/** Values of telephone fields, and of queues, at any depth. */
function numbersIn(data: object, fields: readonly EventField[]): string[] {
  const found = new Set<string>();
  const visit = (record: object, described: readonly EventField[]) => {
    const values = new Map(Object.entries(record));
    for (const { property, type, fields: nested } of described) {
      const value: unknown = values.get(property);
      if (typeof value === 'string' && (type === 'telephone' || /^queue(?:Name)?$/.test(property))) {
        found.add(printable(value));
      } else if (nested && Array.isArray(value)) for (const item of value) visit(item, nested);
      if (found.size >= MOST_NUMBERS) return;
    }
  };
  visit(data, fields);
  return [...found];
}

/** What the fields say, for the search: enough to find a delivery by what is peculiar to it. */
function textOf(fields: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const value of Object.values(fields)) {
    if (text.length >= LONGEST_TEXT) break;
    const piece = typeof value === 'object' ? JSON.stringify(value) : String(value);
    text += ` ${piece.slice(0, LONGEST_TEXT)}`;
  }
  return printable(text.trimStart(), LONGEST_TEXT);
}
