/** How long anything may take that is done in milliseconds: much, because machines are busy. */
const DEADLINE_MS = 15_000;

/** @throws {Error} where `promise` is not done in time: a test that hangs says nothing. */
export async function inTime<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${DEADLINE_MS} ms.`)), DEADLINE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until something is true that nobody announces. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited ${DEADLINE_MS} ms until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A promise with its end in somebody else's hands. */
export class Signal {
  readonly #promise: Promise<void>;
  #resolve: () => void = () => {};

  constructor() {
    this.#promise = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  give(): void {
    this.#resolve();
  }

  /** @throws {Error} where it does not come in time. */
  wait(what: string): Promise<void> {
    return inTime(this.#promise, what);
  }
}
