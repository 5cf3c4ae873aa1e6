import { calls } from './calls.js';
import { decoding } from './decode.js';
import { handling } from './handle.js';
import { TABLES } from './options.js';
import { accept } from './queues/accept.js';
import { backlog } from './queues/backlog.js';
import { loss } from './queues/loss.js';
import { requests } from './requests.js';

/*
 * npm run bench -- [decode] [handle] [calls] [requests] [--rounds 7] [--seconds 2] [--only node,fastify,…]
 * npm run bench -- [accept] [backlog] [loss] [--rounds 7] [--seconds 2] [--calls 2000] [--only "redis: everything",…]
 *
 * Prints the tables that are named, or all of the first line; those of the second are about queues, and need redis-server.
 * `--seconds` is for `requests` and `accept`, `--calls` for `loss`, `--only` for `requests` and `loss`.
 */

const usual = { decode: decoding, handle: handling, calls, requests };
const tables = { ...usual, accept, backlog, loss };

const unknown = TABLES.filter((name) => !Object.hasOwn(tables, name));
if (unknown.length > 0) throw new Error(`There is no table ${unknown.join(', ')}.`);
for (const [name, print] of Object.entries(TABLES.length === 0 ? usual : tables)) {
  if (TABLES.length === 0 || TABLES.includes(name)) await print();
}
