import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { addressOf, EVENT_PARAMETER } from '../routes.js';
import { hideBody, showBody } from './kept.js';
import { isFirst } from './once.js';

interface Request {
  readonly raw: IncomingMessage;
}

type Done = (error: Error | null, payload?: Readable) => void;
type Hook = (...args: never[]) => unknown;

/** The part of Fastify's route options that is of interest here. */
interface Route {
  method: string | string[];
  url: string;
  handler: unknown;
  constraints?: unknown;
  preParsing?: Hook | Hook[];
  preValidation?: Hook | Hook[];
}

/** The parts of an app that Fastify 4 and 5 have in common. */
export interface FastifyApp {
  addHook(name: 'onRoute', hook: (this: FastifyApp, route: Route) => void): unknown;
  route(route: Route): unknown;
  readonly initialConfig: SlashOptions & { routerOptions?: SlashOptions };
}

interface SlashOptions {
  ignoreTrailingSlash?: boolean;
  ignoreDuplicateSlashes?: boolean;
}

/**
 * Keeps the app's body parsers from our own routes, and adds what these lack: unlike Express, Fastify takes
 * `/simotel/` and `/simotel//NewState` for other paths. Call it before Nest registers its routes.
 */
export function keepBodiesFromFastify(app: FastifyApp): void {
  if (!isFirst(app)) return;
  const own = new Set<string>();
  app.addHook('onRoute', function (route) {
    const address = own.has(route.url) ? undefined : addressOf(route.url);
    if (address !== undefined) {
      const others = otherSpellings(address, this.initialConfig);
      for (const url of [route.url, address || '/', ...others]) own.add(url);
      const { method, handler, constraints } = route;
      for (const url of others) {
        this.route({
          method: [method].flat(),
          url,
          handler,
          ...(constraints !== undefined && { constraints }),
        });
      }
    }
    if (!own.has(route.url)) return;
    route.preParsing = [route.preParsing ?? [], hide].flat();
    route.preValidation = [show, route.preValidation ?? []].flat();
  });
}

/** Fastify decides what to parse by the headers, and does so after this hook. */
function hide({ raw }: Request, _reply: unknown, payload: Readable, next: Done): void {
  hideBody(raw, payload);
  next(null, payload);
}

function show({ raw }: Request, _reply: unknown, next: () => void): void {
  showBody(raw);
  next();
}

/** The routes of an address with slashes too many, as far as the app's router does not ignore these by itself. */
function otherSpellings(
  address: string,
  { routerOptions, ...config }: FastifyApp['initialConfig'],
): string[] {
  const trailing = !(routerOptions?.ignoreTrailingSlash ?? config.ignoreTrailingSlash);
  const doubled = !(routerOptions?.ignoreDuplicateSlashes ?? config.ignoreDuplicateSlashes);
  const event = `:${EVENT_PARAMETER}`;
  const spellings: string[] = [];
  if (trailing) spellings.push(`${address}/${event}/`);
  if (trailing && address !== '') spellings.push(`${address}/`);
  if (doubled) spellings.push(`${address}//${event}`);
  if (doubled && trailing) spellings.push(`${address}//`, `${address}//${event}/`);
  return spellings;
}
