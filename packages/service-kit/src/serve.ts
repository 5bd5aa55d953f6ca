import type { Consumer } from '@stockade/streams';
import type { Express } from 'express';
import { closeServer, listen } from './http/server.js';
import type { Logger } from './logger.js';
import type { ServiceRedis } from './redis.js';
import type { RunningService } from './run.js';

export interface ServeOptions {
  app: Express;
  /** Where to listen; everywhere when there is none. */
  host?: string | undefined;
  port: number;
  /** The variable that the port comes from, for the message when it is taken. */
  portVariable: string;
  consumer: Consumer;
  connections: ServiceRedis;
  /** Ends the answers that would go on for as long as their clients stay, and begins no more of them. */
  endStreams?: () => void;
  logger: Logger;
}

/**
 * Puts a service to work: its HTTP side listens and its consumer consumes. Its stop takes no more work, finishes what is
 * in hand on both sides, and lets go of Redis last.
 */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { app, host, port, portVariable, consumer, connections, endStreams, logger } = options;
  const server = await listen(app, { host, port, portVariable });
  consumer.start();
  logger.info({ host, port }, 'listening');
  return {
    async stop() {
      endStreams?.();
      await Promise.all([closeServer(server), consumer.stop()]);
      connections.close();
    },
  };
}
