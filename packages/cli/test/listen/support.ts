import type { SimotelEventName } from '@simotel-hooks/core';
import { createRequest, type RequestOptions, toFetch } from '@simotel-hooks/testing';
import { onTestFinished } from 'vitest';
import type { ReceivedDelivery } from '../../src/delivery/delivery.js';
import type { ForwardView } from '../../src/inspector/protocol.js';
import { type ListenOptions, startListener } from '../../src/listen/listen.js';

/** A listener on free ports, and what it told. Closed when the test is over. */
export async function listenForTest(options: Partial<ListenOptions> = {}) {
  const deliveries: ReceivedDelivery[] = [];
  const forwards: ForwardView[] = [];
  const troubles: string[] = [];
  const listener = await startListener({
    auth: false,
    port: 0,
    inspectorPort: 0,
    onDelivery: (delivery) => deliveries.push(delivery),
    onForward: (_, answer) => forwards.push(answer),
    onTrouble: (message) => troubles.push(message),
    ...options,
  });
  onTestFinished(() => listener.close());
  const { origin } = listener.receiver;
  const send = <N extends SimotelEventName>(name: N, wire: RequestOptions<N> = {}) =>
    fetch(toFetch(createRequest(name, wire), origin));
  return {
    listener,
    origin,
    inspector: listener.inspector?.origin ?? '',
    deliveries,
    forwards,
    troubles,
    send,
  };
}
