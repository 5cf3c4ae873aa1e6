import { Agent, request as httpRequest } from 'node:http';
import { createRequest, type SimotelRequest, type SimulatedEvent } from '@simotel-hooks/testing';
import { HEADERS } from '../delivery.js';
import type { Sent } from './accounts.js';

/** How many deliveries are on their way at a time. */
const AT_A_TIME = 32;
/** As a PBX that waits one second; here somewhat longer, because the machine is busy. */
const PATIENCE_MS = 5_000;

/**
 * Sends what a call centre reports to receivers in turns, or to another where one does not listen, as a balancer does: the
 * deliveries of a call one after the other, as the PBX does, those of different calls side by side. None is sent twice.
 *
 * @param onSent - Hears how many were sent, after each.
 */
export async function sendAll(
  events: Iterable<SimulatedEvent>,
  ports: readonly number[],
  onSent: (count: number) => void = () => {},
): Promise<Sent[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const sent: Sent[] = [];
  const calls = new Map<string, Promise<void>>();
  const onTheWay = new Set<Promise<void>>();
  let mark = 0;
  for (const { event, wire } of events) {
    while (onTheWay.size >= AT_A_TIME) await Promise.race(onTheWay);
    const own = mark++;
    const { callId } = event;
    const fields = { ...wire.fields, mark: own };
    const request = createRequest(event, { ...wire, version: 'G4', method: 'POST', fields });
    const turn = async () => {
      await (callId === null ? undefined : calls.get(callId));
      const status = await balance(agent, own, ports, request);
      sent.push({ mark: own, callId, isAccepted: status >= 200 && status < 300 });
      onSent(sent.length);
    };
    const running: Promise<void> = turn().finally(() => {
      onTheWay.delete(running);
      if (callId !== null && calls.get(callId) === running) calls.delete(callId);
    });
    onTheWay.add(running);
    if (callId !== null) calls.set(callId, running);
  }
  await Promise.all(onTheWay);
  agent.destroy();
  return sent;
}

/** What a receiver is told that does not listen. */
const REFUSED = -1;

async function balance(
  agent: Agent,
  turn: number,
  ports: readonly number[],
  request: SimotelRequest,
): Promise<number> {
  for (let at = 0; at < ports.length; at++) {
    const status = await send(agent, ports[(turn + at) % ports.length] ?? 0, request);
    if (status !== REFUSED) return status;
  }
  return REFUSED;
}

/** @returns The status, or 0 where the connection broke before there was one. */
function send(agent: Agent, port: number, { path, method, body }: SimotelRequest): Promise<number> {
  return new Promise((resolve) => {
    const request = httpRequest(
      { agent, host: '127.0.0.1', port, path, method, headers: HEADERS, timeout: PATIENCE_MS },
      (response) => {
        response.on('end', () => resolve(response.statusCode ?? 0)).on('error', () => resolve(0));
        response.resume();
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED' ? REFUSED : 0));
    request.end(body);
  });
}
