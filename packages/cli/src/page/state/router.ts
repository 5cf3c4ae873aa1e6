import { signal } from '@preact/signals';
import { formatRoute, parseRoute, type Route, type ViewName } from './route.js';

/** Browsers refuse an address that changes with every key that is pressed. */
const REPLACE_MS = 400;

/** Keeps what is shown and the address of the page the same. */
export function createRouter() {
  const route = signal(parseRoute(location.hash));
  const last = new Map<ViewName, Route>();
  let pending: ReturnType<typeof setTimeout> | undefined;

  addEventListener('popstate', () => {
    clearTimeout(pending);
    pending = undefined;
    show(parseRoute(location.hash));
  });

  function show(next: Route): void {
    last.set(next.view, next);
    route.value = next;
  }

  /** Shows it; the browser's way back leads to what was shown before. */
  function go(next: Route): void {
    if (pending !== undefined) writeAddress();
    if (formatRoute(next) !== formatRoute(route.peek())) history.pushState(null, '', formatRoute(next));
    show(next);
  }

  /** Shows it in place of what is shown; the address follows a little later. */
  function replace(next: Route): void {
    show(next);
    pending ??= setTimeout(writeAddress, REPLACE_MS);
  }

  function writeAddress(): void {
    clearTimeout(pending);
    pending = undefined;
    history.replaceState(null, '', formatRoute(route.peek()));
  }

  /** Shows a view as it was when it was left. */
  function goToView(view: ViewName): void {
    go(last.get(view) ?? parseRoute(`#/${view}`));
  }

  show(route.peek());
  return { route, go, replace, goToView };
}

export type Router = ReturnType<typeof createRouter>;
