import type { Server } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { closeServer } from '@stockade/http';

/** The setting in `serviceSettings` that is used here. */
interface ShutdownConfig {
  SHUTDOWN_DELAY_MS: number;
}

/** The announced stop of a service. */
export interface Shutdown {
  /** Time from when the service reports that it is not ready until it accepts no more connections. */
  readonly delayMs: number;
  /**
   * From now on the process is not ready, and its servers take what comes until the delay is over. Resolves then; `closed`
   * resolves when all their connections are closed.
   */
  begin(...servers: readonly Server[]): Promise<{ closed: Promise<unknown> }>;
  /** For the readiness check: that the process is stopping, or null. */
  trouble(): string | null;
}

export function makeShutdown({ SHUTDOWN_DELAY_MS: delayMs }: ShutdownConfig): Shutdown {
  let hasBegun = false;
  return {
    delayMs,
    async begin(...servers) {
      hasBegun = true;
      const closed = Promise.all(servers.map((server) => closeServer(server, delayMs)));
      if (delayMs > 0) await after(delayMs);
      return { closed };
    },
    trouble: () => (hasBegun ? 'it is stopping' : null),
  };
}
