import type { ApiError, DeliveryDetail, ReplayAnswer, ReplayRequest } from '../../inspector/protocol.js';

/** A delivery; `null` where the server has let it go. */
export async function fetchDetail(seq: number, signal: AbortSignal): Promise<DeliveryDetail | null> {
  const response = await fetch(`/api/deliveries/${seq}`, { signal });
  return response.status === 404 ? null : read<DeliveryDetail>(response);
}

/** Sends a delivery to an address. */
export async function replay(seq: number, request: ReplayRequest): Promise<ReplayAnswer> {
  return read<ReplayAnswer>(await post(`/api/deliveries/${seq}/replay`, request));
}

/** Where a delivery can be downloaded as a file. */
export function fixtureUrl(seq: number): string {
  return `/api/deliveries/${seq}/fixture`;
}

export async function clearServer(): Promise<void> {
  const response = await post('/api/clear', {});
  if (!response.ok) throw await errorOf(response);
}

function post(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw await errorOf(response);
  return response.json();
}

async function errorOf(response: Response): Promise<Error> {
  const fallback = `HTTP ${response.status}`;
  try {
    const { message }: Partial<ApiError> = await response.json();
    return new Error(message ?? fallback);
  } catch {
    return new Error(fallback);
  }
}
