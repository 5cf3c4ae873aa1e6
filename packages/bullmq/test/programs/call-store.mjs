/*
 * A process that shares calls with others. Counts up two calls in turn, `times` times; with `dies`, it is killed while it changes
 * both.
 */
import { createRedisCallStore } from '@simotel-hooks/bullmq';

const { connection, prefix, times, dies } = JSON.parse(process.argv[2]);
const store = createRedisCallStore({ connection, prefix });
for (let time = 0; time < times; time++) {
  await store.update([`id:${time % 2}`], ([call]) => ({
    calls: [{ ...call, droppedEvents: call.droppedEvents + 1 }],
    result: null,
  }));
}
if (dies) {
  await store.update(['id:0', 'id:1'], () => {
    process.kill(process.pid, 'SIGKILL');
    return { calls: [], result: null };
  });
}
await store.close();
