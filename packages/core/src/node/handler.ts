import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimotelHooks } from '../hooks/contract.js';
import { bodyReaderOf } from './body.js';
import { sendResponse } from './send.js';

/** Where the receiver lives, and what it may read. */
export interface NodeHandlerOptions {
  /** The path of the address that is configured in the PBX, for example `'/simotel'`. Default `''`: every path. */
  basePath?: string;
  /** Bytes a body may have. Default: `bodyLimit` of the hooks. */
  bodyLimit?: number;
}

/** Handles requests of `http.createServer`; calls `next`, where given, for those of other paths, else answers 404. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/**
 * Mounts hooks on Node's own server, or on anything that speaks its `(req, res, next)`.
 *
 * @example
 * ```ts
 * createServer(createNodeHandler(hooks, { basePath: '/simotel' })).listen(3000);
 * ```
 */
export function createNodeHandler(hooks: SimotelHooks, options: NodeHandlerOptions = {}): NodeHandler {
  const { bodyLimit } = options;
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  return (request, response, next) => {
    const { method = 'GET', url = '/', headers, socket } = request;
    void hooks
      .handle(
        { method, path: url, headers, ip: socket.remoteAddress },
        { readBody: bodyReaderOf(request), bodyLimit, basePath, httpRequest: request },
      )
      .then((result) => {
        if (result.matched) sendResponse(response, result.response);
        else if (next) next();
        else sendResponse(response, NOT_FOUND);
      });
  };
}

const NOT_FOUND = {
  status: 404,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{"ok":false,"error":{"code":"NOT_FOUND"}}',
};
