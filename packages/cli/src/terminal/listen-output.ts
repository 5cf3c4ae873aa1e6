import type { ReceivedDelivery } from '../delivery/delivery.js';
import { transportLabel, transportOf } from '../delivery/transport.js';
import type { ForwardView } from '../inspector/protocol.js';
import type { Listener } from '../listen/listen.js';
import type { Io } from './io.js';
import { deliveryLines, forwardLine } from './lines.js';
import { jsonLine } from './printable.js';

/** How a listener tells what happens. */
export interface ListenOutput {
  started(listener: Listener, guard: string): void;
  delivery(delivery: ReceivedDelivery): void;
  forward(delivery: ReceivedDelivery, answer: ForwardView): void;
  trouble(message: string): void;
}

/** For people. */
export function textOutput({ print, printAside, colors }: Io): ListenOutput {
  return {
    started({ address, inspector }, guard) {
      print(`Receiver   ${colors.bold(address)}  ${guard}`);
      if (inspector)
        print(`Inspector  ${colors.bold(inspector.origin)}  open it in a browser on this machine`);
      print(`Set the address of the PBX to that of the receiver. Press Ctrl-C to stop.\n`);
    },
    delivery: (delivery) => deliveryLines(delivery, colors).forEach(print),
    forward: (_, answer) => print(forwardLine(answer, colors)),
    trouble: (message) => printAside(colors.red(message)),
  };
}

/** For programs: a JSON object a line, told apart by `type`. */
export function jsonOutput({ print, printAside }: Io): ListenOutput {
  const line = (value: object) => print(jsonLine(value));
  return {
    started: ({ address, inspector }) =>
      line({ type: 'listening', receiver: address, inspector: inspector?.origin ?? null }),
    delivery: (delivery) => line({ type: 'delivery', ...jsonOf(delivery) }),
    forward: ({ id }, answer) => line({ type: 'forward', deliveryId: id, ...answer }),
    trouble: (message) => printAside(message),
  };
}

function jsonOf({ id, receivedAt, source, request, result, answer }: ReceivedDelivery): object {
  const raw = result.success ? result.event.raw : result.error.raw;
  const transport = transportLabel(transportOf(request, raw?.eventName ?? null));
  const start = {
    id,
    receivedAt,
    source,
    transport,
    method: request.method,
    path: request.path,
    status: answer.status,
  };
  const fields = raw?.fields ?? null;
  if (!result.success) {
    const { code, message, issues = [] } = result.error;
    return { ...start, event: null, fields, error: { code, message, issues } };
  }
  const { event } = result;
  const { callId, originatedCallId, warnings } = event;
  const data = event.kind === 'event' ? event.data : null;
  return {
    ...start,
    event: event.name ?? event.raw.eventName,
    kind: event.kind,
    callId,
    originatedCallId,
    data,
    fields,
    warnings,
  };
}
