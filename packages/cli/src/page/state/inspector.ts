import { computed, signal } from '@preact/signals';
import type { StreamMessage } from '../../inspector/protocol.js';
import { clearServer } from './api.js';
import { applyMessage, clearUpTo, EMPTY_STATE, endedCalls, isOtherSession, waitingCount } from './store.js';
import { type ConnectionStatus, createStream } from './stream.js';

/** What is known of the server, kept up to date. */
export function createInspector() {
  const state = signal(EMPTY_STATE);
  const status = signal<ConnectionStatus>('connecting');
  const paused = signal(false);

  const stream = createStream({
    cursor: () => ({ deliveries: state.peek().lastSeq, changes: state.peek().rev }),
    onMessages,
    onStatus: (now) => {
      status.value = now;
    },
  });

  function onMessages(messages: readonly StreamMessage[]): void {
    let next = state.peek();
    for (const message of messages) {
      if (isOtherSession(next, message)) {
        state.value = EMPTY_STATE;
        stream.connect();
        return;
      }
      next = applyMessage(next, message, paused.peek(), Date.now());
    }
    state.value = next;
  }

  function togglePause(): void {
    paused.value = !paused.peek();
    // The server sends again what was only counted.
    if (!paused.peek()) stream.connect();
  }

  async function clear(): Promise<void> {
    // What comes while the server answers is newer than the wish.
    const { latestSeq } = state.peek();
    const ended = endedCalls(state.peek());
    await clearServer();
    state.value = clearUpTo(state.peek(), latestSeq, ended);
  }

  return {
    state,
    status,
    paused,
    waiting: computed(() => (paused.value ? waitingCount(state.value) : 0)),
    /** The clock of the server. */
    now: () => Date.now() + state.peek().skew,
    connect: stream.connect,
    togglePause,
    clear,
  };
}

export type Inspector = ReturnType<typeof createInspector>;
