const nothing = () => {};

/** A timer that is only started if it is still wanted after a few microtasks: what is done at once pays for none. */
export class LazyTimer {
  private wanted = true;
  private handle: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, callback: () => void) {
    void Promise.resolve()
      .then(nothing)
      .then(nothing)
      .then(() => {
        if (this.wanted) this.handle = setTimeout(callback, milliseconds);
      });
  }

  stop(): void {
    this.wanted = false;
    clearTimeout(this.handle);
  }
}

/** What a promise gives, or an error where that takes too long. */
export function inTime<T>(promise: T | PromiseLike<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = new LazyTimer(milliseconds, () =>
      reject(new Error(`There was no answer for ${Math.round(milliseconds)} ms.`)),
    );
    Promise.resolve(promise)
      .finally(() => timer.stop())
      .then(resolve, reject);
  });
}
