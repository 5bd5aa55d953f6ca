import { setTimeout as after } from 'node:timers/promises';
import { closeServer, listen } from '@stockade/http';
import type { OpenService } from './define-service.js';
import type { Logger } from './logger.js';

const MS_PER_S = 1_000;

export interface RunningService {
  /** Resolves when it cannot go on and nobody told it to stop. */
  failed: Promise<Error>;
  /** Of its stop, the time in which it still takes work; the deadline comes so much later. */
  stopDelayMs: number;
  /** Stops taking work, finishes what is in hand, and closes all connections. */
  stop(): Promise<void>;
}

export interface Place {
  /** Where to listen; everywhere when there is none. */
  host: string | undefined;
  port: number;
  /** The setting that the port comes from, for the message when it is taken. */
  portVariable: string;
  /** How long a connection is kept on which nothing comes. */
  keepAliveS: number;
}

/**
 * Puts a service to work: its HTTP side listens and its consumer consumes. Its stop first says that it is not ready any
 * more, then takes no more work, finishes what is in hand on both sides, and lets go of Redis last.
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
