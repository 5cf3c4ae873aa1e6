/** The name of the segment behind the address. It tells our routes from those of the app, wherever routes are listed. */
export const EVENT_PARAMETER = 'simotelEvent';

const EVENT_ROUTE = `/:${EVENT_PARAMETER}`;

/** The address itself, and with the name of an event behind it. The latter first: it makes the address known. */
export const ROUTES = [EVENT_ROUTE, ''];

/**
 * The path of the controller, with prefix and version, if `route` is that path with the name of an event behind it.
 * Without a slash at its end: `''` for a controller at the root.
 */
export function addressOf(route: unknown): string | undefined {
  return typeof route === 'string' && route.endsWith(EVENT_ROUTE)
    ? route.slice(0, -EVENT_ROUTE.length)
    : undefined;
}
