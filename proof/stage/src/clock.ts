/** How far the clock of a service goes ahead or behind. */
export const CLOCK_OFF_MS = 7 * 60_000;
/** For how long. Longer than an order takes from its first event to the last. */
export const CLOCK_OFF_FOR_MS = 3_000;

/**
 * Has Node load into each service what sets its clock wrong for a while on SIGUSR2; from the build, also when this is run from
 * its source.
 */
export const CLOCK_ENV = {
  NODE_OPTIONS: `--import ${new URL('../dist/set-clock.js', import.meta.url).href}`,
};
