import { describe, expect, it, vi } from 'vitest';
import { createMemoryDedupeStore, type DedupeStore } from '../../src/index.js';
import { answer, cdr, fixture, newState, status } from './support.js';

describe('dedupe', () => {
  it('is off by default', async () => {
    const { hooks } = fixture();
    const handler = vi.fn();
    hooks.on('Cdr', handler);
    await hooks.handle(cdr());
    await hooks.handle(cdr());
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('drops an event that came before, through whatever transport, and says so', async () => {
    const { hooks } = fixture({ dedupe: { ttlMs: 60_000 } });
    const handler = vi.fn();
    hooks.on('Cdr', handler);
    await hooks.handle(cdr());
    const again = await answer(hooks, {
      method: 'GET',
      path: '/cdr',
      query: 'src=991&dst=993&billsec=9&cuid=1610778618.378',
    });
    expect(again.response).toMatchObject({ status: 200, body: '{"ok":true,"repeated":true}' });
    expect(handler).toHaveBeenCalledOnce();
    expect(await status(hooks, cdr('2.2'))).toBe(200);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('leaves events without an identity of their own alone', async () => {
    const { hooks } = fixture({ dedupe: { ttlMs: 60_000 } });
    const handler = vi.fn();
    hooks.on('NewState', handler);
    await hooks.handle(newState());
    await hooks.handle(newState());
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('keeps PBXs apart, and takes a key of your own', async () => {
    const key = vi.fn(({ callId }) => callId);
    const { hooks } = fixture({ auth: ({ ip = '' }) => ({ source: ip }), dedupe: { ttlMs: 60_000, key } });
    const handler = vi.fn();
    hooks.onAny(handler);
    for (const ip of ['a', 'a', 'b', 'b']) await hooks.handle({ ...newState(), ip });
    expect(handler).toHaveBeenCalledTimes(2);
    await hooks.handle({ ...cdr(), ip: 'a' });
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('takes a repeat again when the handlers of the first failed', async () => {
    const { hooks } = fixture({ dedupe: { ttlMs: 60_000 } });
    const handler = vi.fn(() => Promise.resolve());
    handler.mockRejectedValueOnce(new Error('x'));
    hooks.on('Cdr', handler);
    expect([await status(hooks, cdr()), await status(hooks, cdr())]).toEqual([500, 200]);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('a shared store may wait; one that fails costs no delivery', async () => {
    const store: DedupeStore = {
      add: vi.fn(() => Promise.resolve(true)).mockRejectedValueOnce(new Error('redis is away')),
      delete: () => Promise.reject(new Error('still away')),
    };
    const { hooks, logged } = fixture({ dedupe: { ttlMs: 1000, store } });
    const handler = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('x'));
    hooks.on('Cdr', handler);
    expect([await status(hooks, cdr()), await status(hooks, cdr())]).toEqual([500, 200]);
    expect(store.add).toHaveBeenCalledWith(expect.stringMatching(/^Cdr-[\da-f]{32}$/), 1000);
    expect(logged.map(({ message }) => message)).toEqual([
      'dedupe failed; the delivery is handled, repeat or not.',
      'The store of dedupe failed to forget.',
      expect.stringContaining('1 of 1 failed'),
    ]);
  });

  it('a key function that throws costs no delivery either', async () => {
    const key = () => {
      throw new Error('x');
    };
    const { hooks, errors } = fixture({ dedupe: { ttlMs: 1000, key } });
    const handler = vi.fn();
    hooks.on('Cdr', handler);
    expect(await status(hooks, cdr())).toBe(200);
    expect(handler).toHaveBeenCalledOnce();
    expect(errors).toEqual([]);
  });

  it('a store that does not answer costs no delivery either', async () => {
    const store: DedupeStore = { add: () => new Promise(() => {}), delete: () => {} };
    const { hooks } = fixture({ ackTimeoutMs: 5, dedupe: { ttlMs: 1000, store } });
    const handler = vi.fn();
    hooks.on('Cdr', handler);
    expect(await status(hooks, cdr())).toBe(200);
    expect(handler).toHaveBeenCalledOnce();
  });

  it.each([0, -1, Number.NaN, '5'])('refuses ttlMs %s', (ttlMs) => {
    // @ts-expect-error: plain JavaScript
    expect(() => fixture({ dedupe: { ttlMs } })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });
});

describe('the store in memory', () => {
  it('forgets after the time, on request, and the oldest when it is full', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const store = createMemoryDedupeStore({ maxEntries: 2 });
    expect([store.add('a', 100), store.add('a', 100)]).toEqual([true, false]);
    vi.advanceTimersByTime(100);
    expect([store.add('a', 100), store.add('a', 100)]).toEqual([true, false]);
    store.delete('a');
    expect([store.add('a', 100), store.add('b', 100), store.add('c', 100)]).toEqual([true, true, true]);
    expect([store.add('c', 100), store.add('b', 100), store.add('a', 100)]).toEqual([false, false, true]);
    vi.useRealTimers();
  });
});
