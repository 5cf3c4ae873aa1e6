/**
 * Mounts hooks on Node's own HTTP server, and the parts adapters for its frameworks are made of.
 *
 * @packageDocumentation
 */
export { bodyReaderOf, type ParsedMessage } from './body.js';
export { createNodeHandler, type NodeHandler, type NodeHandlerOptions } from './handler.js';
export { sendResponse } from './send.js';
