import { createSimotelHooks } from '@simotel-hooks/core';
import { trackCalls } from '@simotel-hooks/core/calls';
import { simulateCallCentre } from '@simotel-hooks/testing';
import { openDatabase, saveCall } from './database.js';
import { answeredCalls, missedCalls } from './reports.js';

const { DATABASE = ':memory:', CALLS = '200' } = process.env;

const database = await openDatabase(DATABASE);
const hooks = createSimotelHooks({ auth: false });

// Simulated calls take seconds instead of a day, so the clock is theirs. With a real PBX, leave `now` out.
let now = 0;
const tracker = trackCalls(hooks, { now: () => now });
tracker.on('end', (call) => saveCall(database, call));
tracker.on('update', (call) => (call.status === 'ended' ? saveCall(database, call) : undefined));

// Instead of a PBX. With one, hand its requests to the hooks by an adapter, such as createNodeHandler(hooks).
for (const { at, event } of simulateCallCentre({ calls: Number(CALLS), rate: 2 })) {
  now = at.getTime();
  await hooks.receive(event, { receivedAt: at });
}
await hooks.close();
now += 24 * 3_600_000;
await tracker.close();

console.log('Missed calls, the last ten:');
console.table(await missedCalls(database, 10));
console.log('Who answered:');
console.table(await answeredCalls(database));
await database.destroy();
