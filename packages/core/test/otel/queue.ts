import type {
  DeadLetter,
  DeliveryFailure,
  DeliveryProcessor,
  DeliveryQueue,
  StoredDelivery,
} from '../../src/index.js';

interface Entry {
  delivery: StoredDelivery;
  attempts: number;
}

/** The least that can be worked with: no order, no repeats. That of `@simotel-hooks/testing` depends on this package. */
export function testQueue(): DeliveryQueue {
  const waiting: Entry[] = [];
  const dead = new Map<string, DeadLetter>();
  let active = 0;
  let process: DeliveryProcessor | undefined;

  function pump(): void {
    while (process) {
      const entry = waiting.shift();
      if (!entry) return;
      void handle(entry, process);
    }
  }

  async function handle(entry: Entry, by: DeliveryProcessor): Promise<void> {
    active++;
    entry.attempts++;
    const outcome = await by(entry.delivery, entry.attempts);
    active--;
    if (outcome.status === 'dead') bury(entry, outcome.failure);
    if (outcome.status !== 'retry') return;
    waiting.push(entry);
    setTimeout(pump, outcome.delayMs);
  }

  function bury({ delivery, attempts }: Entry, failure: DeliveryFailure): void {
    const failedAt = new Date().toISOString();
    dead.set(delivery.id, { id: delivery.id, delivery, failure, failedAt, attempts });
  }

  return {
    add: async (delivery) => {
      waiting.push({ delivery: JSON.parse(JSON.stringify(delivery)), attempts: 0 });
      pump();
      return true;
    },
    work: (processor) => {
      process = processor;
      pump();
      return {
        close: async () => {
          process = undefined;
        },
      };
    },
    counts: async () => ({ waiting: waiting.length, active, dead: dead.size }),
    deadLetters: {
      list: async function* () {
        yield* dead.values();
      },
      get: async (id) => dead.get(id),
      replay: async () => false,
      drop: async (id) => dead.delete(id),
    },
    close: async () => {},
  };
}
