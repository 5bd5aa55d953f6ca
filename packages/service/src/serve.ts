import { setTimeout as after } from 'node:timers/promises';
import { closeServer, listen } from '@stockade/http';
import type { Consumer } from '@stockade/streams';
import type { Express } from 'express';
import type { Logger } from './logger.js';
import type { ServiceRedis } from './service-redis.js';
import type { RunningService } from './run-service.js';
import type { Shutdown } from './shutdown.js';

const MS_PER_S = 1_000;

export interface ServeOptions {
  app: Express;
  /** Where to listen; everywhere when there is none. */
  host?: string | undefined;
  port: number;
  /** The variable that the port comes from, for the message when it is taken. */
  portVariable: string;
  /** The settings of `serviceSettings`, as they are read. */
  config: { KEEP_ALIVE_S: number };
  shutdown: Shutdown;
  consumer: Consumer;
  connections: ServiceRedis;
  /** Ends the answers that would go on for as long as their clients stay, and begins no more of them. */
  endStreams?: () => void;
  logger: Logger;
}

/**
 * Puts a service to work: its HTTP side listens and its consumer consumes. Its stop first says that it is not ready any
 * more, then takes no more work, finishes what is in hand on both sides, and lets go of Redis last.
 */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { app, host, port, portVariable, config, shutdown, consumer, connections, endStreams, logger } = options;
  const server = await listen(app, { host, port, portVariable }, config.KEEP_ALIVE_S * MS_PER_S);
  consumer.start();
  logger.info({ host, port }, 'listening');
  return {
    failed: connections.refused,
    stopDelayMs: shutdown.delayMs,
    async stop() {
      shutdown.begin();
      const closed = closeServer(server, shutdown.delayMs);
      if (shutdown.delayMs > 0) await after(shutdown.delayMs);
      endStreams?.();
      await Promise.all([closed, consumer.stop()]);
      connections.close();
    },
  };
}
