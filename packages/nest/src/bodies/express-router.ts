import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

export interface Route {
  readonly path: unknown;
  readonly methods: Readonly<Record<string, boolean | undefined>>;
  readonly stack: { handle: Handle }[];
}

/** An entry of Express' router: a middleware, or a route with handlers of its own. */
export interface Layer {
  route?: Route;
  match(path: string): boolean;
}

/** The parts of an app that Express 4 and 5 have in common. */
export interface ExpressApp {
  use(handle: Handle): unknown;
  _router?: { stack: unknown };
  router?: { stack: unknown };
}

/** What the app does with a request, in this order; `undefined` where its router looks different. */
export function layersOf(app: ExpressApp): Layer[] | undefined {
  // Express 4 throws where somebody asks for `router`.
  const stack = (app._router ?? app.router)?.stack;
  return isLayers(stack) ? stack : undefined;
}

function isLayers(stack: unknown): stack is Layer[] {
  return Array.isArray(stack) && stack.every((layer: unknown) => isLayer(layer));
}

const isLayer = (layer: unknown): layer is Layer =>
  typeof layer === 'object' && layer !== null && 'match' in layer && typeof layer.match === 'function';

export function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    // A path that cannot be unescaped: Express will say so.
    return false;
  }
}

export const takes = ({ methods }: Route, method: string) =>
  methods['_all'] === true || methods[method.toLowerCase()] === true;

/** Whether it is a route of a controller: Nest leaves what it knows of the method on the handler. */
export const isOfController = ({ stack }: Route) =>
  stack.some(({ handle }) => Reflect.hasMetadata('path', handle));
