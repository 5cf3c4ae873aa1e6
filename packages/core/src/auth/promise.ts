/** Whether a value has to be waited for. Promises need not be of this realm, or be a `Promise` at all. */
export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
