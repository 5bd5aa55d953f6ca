import { setTimeout as after } from 'node:timers/promises';
import { closeServer, listen } from '@stockade/http';
import type { OpenService } from './define-service.js';
import type { Logger } from './logger.js';

const MS_PER_S = 1_000;

export interface RunningService {
  /** Resolves when the service fails without being stopped. */
  failed: Promise<Error>;
  /** How long it still accepts work after the stop begins; its deadline is later by as much. */
  stopDelayMs: number;
  /** Stops accepting work, finishes the work in hand, and closes all connections. */
  stop(): Promise<void>;
}

export interface Place {
  /** The address to listen on; all interfaces when undefined. */
  host: string | undefined;
  port: number;
  /** The setting of the port, for the message when the port is taken. */
  portVariable: string;
  /** How long an idle connection is kept. */
  keepAliveS: number;
}

/**
 * Starts a service: its HTTP server listens and its consumer consumes. Its stop first reports that it is not ready,
 * then accepts no more work, finishes the work in hand on both sides, and closes the Redis connections last.
 */
export async function serve(
  { app, consumer, connections, shutdown, endLiveUpdates }: OpenService,
  { host, port, portVariable, keepAliveS }: Place,
  logger: Logger,
): Promise<RunningService> {
  const server = await listen(app, { host, port, portVariable }, keepAliveS * MS_PER_S);
  consumer.start();
  logger.info({ host, port }, 'listening');
  return {
    failed: connections.refused,
    stopDelayMs: shutdown.delayMs,
    async stop() {
      shutdown.begin();
      const closed = closeServer(server, shutdown.delayMs);
      if (shutdown.delayMs > 0) await after(shutdown.delayMs);
      endLiveUpdates();
      await Promise.all([closed, consumer.stop()]);
      connections.close();
    },
  };
}
