import { calls } from './calls.js';
import { decoding } from './decode.js';
import { handling } from './handle.js';
import { TABLES } from './options.js';
import { requests } from './requests.js';

/*
 * npm run bench -- [decode] [handle] [calls] [requests] [--rounds 7] [--seconds 2] [--only node,fastify,…]
 *
 * Prints the tables that are named, or all of them. `--seconds` and `--only` are for `requests`.
 */

const tables = { decode: decoding, handle: handling, calls, requests };

const unknown = TABLES.filter((name) => !Object.hasOwn(tables, name));
if (unknown.length > 0) throw new Error(`There is no table ${unknown.join(', ')}.`);
for (const [name, print] of Object.entries(tables)) {
  if (TABLES.length === 0 || TABLES.includes(name)) await print();
}
