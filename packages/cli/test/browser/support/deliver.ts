import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SimotelRequest } from '@simotel-hooks/testing';
import { toFetch } from '@simotel-hooks/testing';

/** Sends a delivery, and waits for its answer. @returns The status. */
export async function deliver(request: SimotelRequest | Request, origin: string): Promise<number> {
  const response = await fetch(request instanceof Request ? request : toFetch(request, origin));
  await response.arrayBuffer();
  return response.status;
}

/** Sends a GET as another machine would, or under another name of this one. */
export async function get(
  url: string,
  options: { readonly localAddress?: string; readonly host?: string } = {},
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const { localAddress, host } = options;
  const headers = host === undefined ? {} : { host };
  return new Promise((resolve, reject) => {
    httpRequest(url, { ...(localAddress !== undefined && { localAddress }), headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    })
      .on('error', reject)
      .end();
  });
}
