import { hooks } from './hooks.js';

// Any number of these too. The events of a call are handled one after the other, whichever worker has them.
const calls = new Set<string | null>();
let handled = 0;

hooks.onAny(async ({ callId }) => {
  await new Promise((resolve) => setTimeout(resolve, 2)); // Your CRM.
  calls.add(callId);
  handled++;
});
hooks.work({ concurrency: 10 });

process.once('SIGTERM', async () => {
  await hooks.close();
  console.log(`${process.env['NAME']} handled ${handled} deliveries of ${calls.size} calls`);
  process.exit();
});
process.once('disconnect', () => process.exit());
