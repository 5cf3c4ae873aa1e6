import { expect, it, vi } from 'vitest';
import { createTestHooks } from '../src/hooks.js';

const ringing = { method: 'GET', path: '/NewState', query: 'exten=991&state=Ringing' };

it('keeps what was handled, and answers when handlers are done', async () => {
  const { hooks, events, errors, send } = createTestHooks();
  const done = vi.fn();
  hooks.on('NewState', async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    done();
  });
  expect(await send(ringing)).toMatchObject({ status: 200 });
  expect(done).toHaveBeenCalledOnce();
  expect(events).toMatchObject([{ name: 'NewState', data: { exten: '991' } }]);
  expect(errors).toEqual([]);
});

it('keeps what failed, and logs nothing', async () => {
  const consoleError = vi.spyOn(console, 'error');
  const { hooks, errors, send } = createTestHooks();
  hooks.on('NewState', () => Promise.reject(new Error('x')));
  expect(await send(ringing)).toMatchObject({ status: 500 });
  expect(errors).toMatchObject([{ code: 'HANDLER_FAILED', cause: { message: 'x' } }]);
  expect(consoleError).not.toHaveBeenCalled();
});

it('takes options, and refuses what is no delivery', async () => {
  const { send } = createTestHooks({ auth: () => false });
  expect(await send(ringing)).toMatchObject({ status: 401 });
  await expect(send({ method: 'GET', path: '/health' })).rejects.toThrow('/health');
});
