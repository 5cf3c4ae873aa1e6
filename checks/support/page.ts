import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { createFetchHandler } from '@simotel-hooks/core/fetch';

/** What hooks of a worker answer and receive; bundled, to run where there is nothing of Node. */
export async function receive(): Promise<{ answers: number[]; numbers: string[] }> {
  const auth = basicAuth({ username: 'simotel', password: 'secret' });
  const hooks = createSimotelHooks({ auth, dedupe: { ttlMs: 1000 }, logger: {} });
  const handler = createFetchHandler(hooks, { basePath: '/simotel' });
  const numbers: string[] = [];
  const work: Promise<unknown>[] = [];
  hooks.on('IncomingCall', ({ data }, { id, request, signal }) => {
    if (id !== '' && request.method === 'POST' && !signal.aborted) numbers.push(data.number);
  });

  const deliver = async (path: string, password: string) => {
    const request = new Request(`https://example.com${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`simotel:${password}`)}` },
      body: '{"event_name":"IncomingCall","number":"09331112233"}',
    });
    const response = await handler(request, { waitUntil: (promise) => work.push(promise) });
    return response.status;
  };
  const answers = [
    await deliver('/simotel', 'secret'),
    await deliver('/simotel', 'wrong'),
    await deliver('/other', 'secret'),
  ];
  await Promise.all(work);
  await hooks.close();
  return { answers, numbers };
}
