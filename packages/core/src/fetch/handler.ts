import type { SimotelHooks } from '../hooks/contract.js';
import { discardBody, hasBody, readBody } from './body.js';

/** Where the receiver lives, and what it may read. */
export interface FetchHandlerOptions {
  /** The path of the address that is configured in the PBX, for example `'/simotel'`. Default `''`: every path. */
  basePath?: string;
  /** Bytes a body may have. Default: `bodyLimit` of the hooks. */
  bodyLimit?: number;
}

/** What the platform knows of a request beside the `Request`. */
export interface FetchContext {
  /** Keeps a worker alive until handlers are done: `ExecutionContext` of workers, `c.executionCtx` of Hono. */
  waitUntil?(promise: Promise<unknown>): void;
  /** Answers a request that is not of these hooks. Default: 404 without a body. */
  notFound?(): Response | Promise<Response>;
  /** The sender's address as the platform reports it, for `ipAllowList`; a `Request` holds none. */
  ip?: string | undefined;
}

/** Answers a request. */
export type FetchHandler = (request: Request, context?: FetchContext) => Promise<Response>;

/**
 * Turns hooks into a function from `Request` to `Response`.
 *
 * @example
 * ```ts
 * const handler = createFetchHandler(hooks, { basePath: '/simotel' });
 * export default { fetch: (request: Request, env: unknown, context: ExecutionContext) => handler(request, context) };
 * ```
 */
export function createFetchHandler(hooks: SimotelHooks, options: FetchHandlerOptions = {}): FetchHandler {
  const { bodyLimit } = options;
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  return async (request, context = {}) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const { ip } = context;
    const result = await hooks.handle(
      { method, path: pathname + search, headers, ip },
      {
        readBody: hasBody(request) ? (limit) => readBody(request, limit) : undefined,
        bodyLimit,
        basePath,
        httpRequest: request,
      },
    );
    if (!result.matched) return context.notFound?.() ?? new Response(null, { status: 404 });
    void discardBody(request);
    context.waitUntil?.(result.settled);
    const { status, body } = result.response;
    return new Response(body === '' ? null : body, { status, headers: { ...result.response.headers } });
  };
}
