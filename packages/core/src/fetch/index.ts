/**
 * Mounts hooks wherever a `Request` comes in and a `Response` goes out: Hono, workers, Next, Bun, Deno.
 *
 * @packageDocumentation
 */
export {
  createFetchHandler,
  type FetchContext,
  type FetchHandler,
  type FetchHandlerOptions,
} from './handler.js';
