// Loaded before a program: shifts its wall clock by `shiftMs` of a message, as setting the clock of the machine would.
const now = Date.now;
let shiftMs = 0;
Date.now = () => now() + shiftMs;
process.on('message', (message) => {
  shiftMs = message.shiftMs ?? shiftMs;
});
