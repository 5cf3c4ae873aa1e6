import { addressOf } from '../routes.js';
import { Deliveries } from './deliveries.js';
import { type ExpressApp, type Handle, layersOf } from './express-router.js';
import { hideBody, showBody } from './kept.js';
import { isFirst } from './once.js';

/**
 * Keeps the app's body parsers from deliveries: before all of them, a delivery gets the look of a request without a
 * body; at our own route it gets its own back. Call it when Nest has registered its routes.
 *
 * An app with a router of another kind is left alone: its parsers parse deliveries too, and what they make of them is used.
 */
export function keepBodiesFromExpress(app: ExpressApp): void {
  if (!isFirst(app)) return;
  const layers = layersOf(app);
  const routes = layers?.flatMap(({ route }) => route ?? []) ?? [];
  const addresses = new Set(routes.flatMap(({ path }) => addressOf(path) ?? []));
  if (!layers || addresses.size === 0) return;
  const own = new Set(routes.filter(({ path }) => addresses.has(addressOf(path) ?? addressItself(path))));
  for (const { stack } of own) for (const layer of stack) layer.handle = showingBody(layer.handle);
  app.use(hidingBodies([...addresses], new Deliveries(layers, own)));
  const last = layers.pop();
  if (last) layers.unshift(last);
}

const addressItself = (path: unknown) => (path === '/' ? '' : String(path));

const showingBody =
  (handle: Handle): Handle =>
  (request, response, next) => {
    showBody(request);
    return handle(request, response, next);
  };

function hidingBodies(addresses: readonly string[], deliveries: Deliveries): Handle {
  const isCandidate = candidatesOf(addresses);
  return (request, _response, next) => {
    const { method = 'GET', url = '' } = request;
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const clean = withoutSpareSlashes(path);
    if (isCandidate(clean) && deliveries.has(method, clean)) {
      hideBody(request);
      // Express matches no empty segment: "/simotel//NewState".
      if (clean !== path) request.url = clean + url.slice(path.length);
    }
    next();
  };
}

function withoutSpareSlashes(path: string): string {
  const single = path.includes('//') ? path.replace(/\/{2,}/g, '/') : path;
  return single.length > 1 && single.endsWith('/') ? single.slice(0, -1) : single;
}

/** Tells at first sight which paths may be behind an address, so that other requests are hardly slowed down. */
function candidatesOf(addresses: readonly string[]): (path: string) => boolean {
  const patterns = addresses.map(patternOf);
  // Nothing is known of an address with anything but names and parameters.
  if (patterns.includes(undefined)) return () => true;
  const pattern = new RegExp(`^(?:${patterns.join('|')})(?:/[^/]*)?$`, 'i');
  return (path) => pattern.test(path);
}

function patternOf(address: string): string | undefined {
  const segments = address.split('/');
  if (!segments.every((segment) => /^(?::\w+|[\w.~%-]*)$/.test(segment))) return undefined;
  return segments
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replaceAll('.', '\\.')))
    .join('/');
}
