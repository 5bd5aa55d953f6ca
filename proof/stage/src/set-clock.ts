// Loaded into each service by NODE_OPTIONS; the services know nothing of it. On SIGUSR2 the time of day of the process
// jumps, and jumps back some seconds later, as when somebody sets the clock of a machine. Timers and performance.now()
// go by the monotonic clock, and so does the way back: nothing has to come and heal it.
import { CLOCK_OFF_FOR_MS, CLOCK_OFF_MS } from './clock.js';

const rightNow = Date.now.bind(Date);
/** Half of the processes go ahead, the other half behind. */
const offsetMs = process.pid % 2 === 0 ? CLOCK_OFF_MS : -CLOCK_OFF_MS;
let wrongUntil = -Infinity;

Date.now = () => rightNow() + (performance.now() < wrongUntil ? offsetMs : 0);

// `new Date()` alone asks for the time; all other ways to make a date stay as they are.
globalThis.Date = new Proxy(Date, {
  construct: (date, args: unknown[], target) =>
    Reflect.construct(date, args.length === 0 ? [date.now()] : args, target),
});

process.on('SIGUSR2', () => {
  wrongUntil = performance.now() + CLOCK_OFF_FOR_MS;
});
