/** The settings of `serviceSettings`, as they are read. */
interface ShutdownConfig {
  SHUTDOWN_DELAY_MS: number;
}

/** The stop of a service, as far as others must know of it before it happens. */
export interface Shutdown {
  /** Between the moment from which the service is not ready any more and the one from which it takes no connections. */
  readonly delayMs: number;
  begin(): void;
  /** For the readiness: why the process is of no use any more, or null. */
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
