import type { SimotelHooks } from '@simotel-hooks/core';
import { bodyReaderOf } from '@simotel-hooks/core/node';
import type { FastifyPluginCallback, FastifyReply } from 'fastify';
import { type BodyRequest, hideBody, showBody, streamOf } from './body.js';

/** What `register` takes beside Fastify's own `prefix`. */
export interface FastifySimotelOptions {
  /** Made by `createSimotelHooks`. They log to `request.log` unless they have a `logger` of their own. */
  hooks: SimotelHooks;
  /** Bytes a body may have. Default: `bodyLimit` of the hooks; that of Fastify does not count here. */
  bodyLimit?: number;
}

/**
 * Mounts hooks in a Fastify app. It is encapsulated: parsers, hooks and error handlers of the app stay as they are.
 *
 * @example
 * ```ts
 * await app.register(fastifySimotel, { prefix: '/simotel', hooks });
 * ```
 */
export const fastifySimotel: FastifyPluginCallback<FastifySimotelOptions> = (app, options, done) => {
  const { hooks, bodyLimit } = options;
  const depth = app.prefix.split('/').length;

  async function handle(request: BodyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { method, headers, ip, raw, log } = request;
    const result = await hooks.handle(
      { method, path: pathBehind(request.url, depth), headers, ip },
      { readBody: bodyReaderOf(raw, streamOf(request)), bodyLimit, logger: log, httpRequest: request },
    );
    if (!result.matched) {
      reply.callNotFound();
      return reply;
    }
    const { status, headers: answered, body } = result.response;
    return reply.code(status).headers(answered).send(body);
  }

  app.addHook('preParsing', hideBody);
  app.addHook('preValidation', showBody);
  app.all('/', handle);
  app.all('/*', handle);
  done();
};

/** The url behind as many segments as the prefix has: it may hold parameters. */
function pathBehind(url: string, depth: number): string {
  const query = url.indexOf('?');
  const end = query === -1 ? url.length : query;
  let at = 0;
  for (let segment = 1; segment < depth && at !== -1; segment++) at = url.indexOf('/', at + 1);
  return url.slice(at === -1 || at > end ? end : at);
}
