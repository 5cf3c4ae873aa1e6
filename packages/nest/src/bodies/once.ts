/** Shared by all copies of this package: they all recognise each other's routes. */
const DONE = Symbol.for('simotel-hooks.nest.bodies');

/** Whether this is the first time that something is done to an app. */
export function isFirst(app: object): boolean {
  if (DONE in app) return false;
  Object.defineProperty(app, DONE, { value: true });
  return true;
}
