// The worker of worker.mjs, whose wall clock jumps by `shiftMs` at SIGUSR2, as when somebody sets the clock of the machine.
const { shiftMs } = JSON.parse(process.argv[2]);
const now = Date.now;
let shift = 0;
Date.now = () => now() + shift;
process.on('SIGUSR2', () => {
  shift = shiftMs;
});
await import('./worker.mjs');
