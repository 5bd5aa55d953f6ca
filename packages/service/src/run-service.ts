import { messageOf } from '@stockade/redis';
import type { Logger } from './logger.js';

const STOP_DEADLINE_MS = 15_000;

export interface RunningService {
  /** Resolves when it cannot go on and nobody told it to stop. */
  failed: Promise<Error>;
  /** Of its stop, the time in which it still takes work; the deadline comes so much later. */
  stopDelayMs: number;
  /** Stops taking work, finishes what is in hand, and closes all connections. */
  stop(): Promise<void>;
}

/** On the command line: whoever started us with a channel wants us to stop when it ends, which it does even by kill -9. */
const STOP_WITH_PARENT = '--stop-with-parent';

/**
 * Runs a service until SIGTERM, SIGINT or SIGHUP, then stops it; a second signal changes nothing, since a terminal sends
 * Ctrl-C to every process of the group and a supervisor sends its own. A start that cannot succeed ends with one
 * clear message and exit code 1.
 */
export async function run(logger: Logger, start: () => Promise<RunningService>): Promise<void> {
  const stopped = new Promise<null>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(null));
    if (!process.argv.includes(STOP_WITH_PARENT)) return;
    process.on('disconnect', () => resolve(null));
    if (!process.connected) resolve(null);
  });
  try {
    const service = await start();
    const failure = await Promise.race([stopped, service.failed]);
    if (failure !== null) throw failure;
    logger.info('stopping');
    const deadlineMs = STOP_DEADLINE_MS + service.stopDelayMs;
    const overdue = setTimeout(() => {
      logger.error(`not stopped within ${deadlineMs} ms; what is pending will be taken up again`);
      process.exit(1);
    }, deadlineMs);
    await service.stop();
    clearTimeout(overdue);
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    logger.fatal(messageOf(error));
    process.exit(1);
  }
}
