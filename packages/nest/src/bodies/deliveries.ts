import { SIMOTEL_EVENT_NAMES } from '@simotel-hooks/core';
import { addressOf } from '../routes.js';
import { isOfController, type Layer, matches, type Route, takes } from './express-router.js';

const MAX_REMEMBERED = 1000;

/** Which requests are for our routes, although the app may have routes of the same shape: `POST /simotel/originate`. */
export class Deliveries {
  readonly #layers: readonly Layer[];
  readonly #own: ReadonlySet<Route>;
  readonly #addresses: readonly Layer[];
  readonly #remembered = new Map<string, boolean>();

  /**
   * @param layers - All of the app, in their order.
   * @param own - The routes among them that are ours.
   */
  constructor(layers: readonly Layer[], own: ReadonlySet<Route>) {
    this.#layers = layers;
    this.#own = own;
    this.#addresses = layers.filter(
      ({ route }) => route && own.has(route) && addressOf(route.path) === undefined,
    );
  }

  has(method: string, path: string): boolean {
    const key = `${method} ${path}`;
    let isOurs = this.#remembered.get(key);
    if (isOurs === undefined) {
      isOurs = this.#find(method, path);
      if (this.#remembered.size === MAX_REMEMBERED) this.#remembered.clear();
      this.#remembered.set(key, isOurs);
    }
    return isOurs;
  }

  /** Whether the first that would answer is one of ours. */
  #find(method: string, path: string): boolean {
    const isCertain = namesEvent(path) || this.#addresses.some((layer) => matches(layer, path));
    for (const layer of this.#layers) {
      if (!matches(layer, path)) continue;
      const { route } = layer;
      if (route && this.#own.has(route)) return true;
      if (isCertain ? isRival(route, method) : mayAnswer(layer, method)) return false;
    }
    return false;
  }
}

const isRival = (route: Route | undefined, method: string) =>
  route !== undefined && takes(route, method) && isOfController(route);

/** A middleware of certain paths, or a route that is none of Nest's: some kind of endpoint, or a mere logger. */
const mayAnswer = (layer: Layer, method: string) =>
  layer.route ? takes(layer.route, method) : !matches(layer, '/');

const EVENTS = new Set(SIMOTEL_EVENT_NAMES.map((name) => name.toLowerCase()));

/** Whether a path ends in the name of an event, spelt in one of the usual ways. */
function namesEvent(path: string): boolean {
  const segment = path.slice(path.lastIndexOf('/') + 1);
  return EVENTS.has(segment.replace(/%20|[^a-z\d]/gi, '').toLowerCase());
}
