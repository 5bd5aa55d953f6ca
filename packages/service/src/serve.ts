import { listen } from '@stockade/http';
import type { OpenService } from './define-service.js';
import type { Logger } from './logger.js';

export interface RunningService {
  /** Resolves when the service fails without being stopped. */
  failed: Promise<Error>;
  /** How long it still accepts work after the stop begins; its deadline is later by as much. */
  stopDelayMs: number;
  /** Stops accepting work, finishes the work in hand, and closes all connections. */
  stop(): Promise<void>;
}

/**
 * Starts a service: its HTTP server listens and its consumer, if it has one, consumes. Its stop first reports that it is not ready,
 * then accepts no more work, finishes the work in hand on both sides, and closes the Redis connections last.
 */
export async function serve(
  { app, place, keepAliveMs, consumer, connections, shutdown, endLiveUpdates, background, tracing }: OpenService,
  logger: Logger,
): Promise<RunningService> {
  const server = await listen(app, place, keepAliveMs);
  tracing?.requests(server);
  consumer?.start();
  background?.start();
  logger.info({ host: place.host, port: place.port }, 'listening');
  return {
    failed: connections.refused,
    stopDelayMs: shutdown.delayMs,
    async stop() {
      const { closed } = await shutdown.begin(server);
      endLiveUpdates();
      await Promise.all([closed, consumer?.stop(), background?.stop()]);
      connections.close();
      await tracing?.stop();
    },
  };
}
