/** The setting in `serviceSettings` that is used here. */
interface ShutdownConfig {
  SHUTDOWN_DELAY_MS: number;
}

/** The announced stop of a service. */
export interface Shutdown {
  /** Time from when the service reports that it is not ready until it accepts no more connections. */
  readonly delayMs: number;
  begin(): void;
  /** For the readiness check: that the process is stopping, or null. */
  trouble(): string | null;
}

export function makeShutdown({ SHUTDOWN_DELAY_MS: delayMs }: ShutdownConfig): Shutdown {
  let hasBegun = false;
  return {
    delayMs,
    begin() {
      hasBegun = true;
    },
    trouble: () => (hasBegun ? 'it is stopping' : null),
  };
}
