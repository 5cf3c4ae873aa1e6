/** Runs tasks of one key one after the other, and of different keys side by side. */
export class KeyedOrder {
  private readonly tails = new Map<string, Promise<unknown>>();

  /**
   * @param task - Never throws or rejects.
   * @returns What the task returned: at once where nothing of its key is running and it does not wait itself.
   */
  run<T>(key: string, task: () => T | Promise<T>): T | Promise<T> {
    const before = this.tails.get(key);
    const result = before ? before.then(task) : task();
    if (!(result instanceof Promise)) return result;
    this.tails.set(key, result);
    // Beside the result, not before it: whoever waits for it hears of it at once.
    void result.then(() => {
      if (this.tails.get(key) === result) this.tails.delete(key);
    });
    return result;
  }
}
