import { messageOf } from '@stockade/redis';
import type { Logger } from './logger.js';

const STOP_DEADLINE_MS = 15_000;

export interface RunningService {
  /** Stops taking work, finishes what is in hand, and closes all connections. */
  stop(): Promise<void>;
}

/**
 * Runs a service until SIGTERM or SIGINT, then stops it; a second signal changes nothing, since a terminal sends
 * Ctrl-C to every process of the group and a supervisor sends its own. A start that cannot succeed ends with one
 * clear message and exit code 1.
 */
export async function run(logger: Logger, start: () => Promise<RunningService>): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.on('SIGINT', () => resolve());
  });
  try {
    const service = await start();
    await stopped;
    logger.info('stopping');
    const overdue = setTimeout(() => {
      logger.error(`not stopped within ${STOP_DEADLINE_MS} ms; what is pending will be taken up again`);
      process.exit(1);
    }, STOP_DEADLINE_MS);
    await service.stop();
    clearTimeout(overdue);
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    logger.fatal(messageOf(error));
    process.exit(1);
  }
}
