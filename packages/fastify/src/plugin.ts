import { Readable } from 'node:stream';
import type { SimotelHooks } from '@simotel-hooks/core';
import { bodyReaderOf } from '@simotel-hooks/core/node';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify';

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

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { method, headers, ip, raw, body, log } = request;
    const hidden = unreadable.get(raw);
    if (hidden !== undefined) raw.headers['content-type'] = hidden;
    const stream = body instanceof Readable ? body : raw;
    const result = await hooks.handle(
      { method, path: pathBehind(request.url, depth), headers, ip },
      { readBody: bodyReaderOf(raw, stream), bodyLimit, logger: log, httpRequest: request },
    );
    if (!result.matched) {
      reply.callNotFound();
      return reply;
    }
    const { status, headers: answered, body: text } = result.response;
    return reply.code(status).headers(answered).send(text);
  }

  app.addHook('preParsing', hideUnreadableType);
  app.removeAllContentTypeParsers();
  // Whatever the content type says, the body stays a stream: it is read when the sender is known.
  app.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
  app.all('/', handle);
  app.all('/*', handle);
  done();
};

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;
const unreadable = new WeakMap<FastifyRequest['raw'], string>();

/** Fastify 5 refuses a content type that is none before it asks any parser. Nothing depends on it here. */
const hideUnreadableType: preParsingHookHandler = ({ raw }, _reply, payload, next) => {
  const type = raw.headers['content-type'];
  if (type !== undefined && !MEDIA_TYPE.test(type)) {
    unreadable.set(raw, type);
    raw.headers['content-type'] = undefined;
  }
  next(null, payload);
};

/** The url behind as many segments as the prefix has: it may hold parameters. */
function pathBehind(url: string, depth: number): string {
  const query = url.indexOf('?');
  const end = query === -1 ? url.length : query;
  let at = 0;
  for (let segment = 1; segment < depth && at !== -1; segment++) at = url.indexOf('/', at + 1);
  return url.slice(at === -1 || at > end ? end : at);
}
