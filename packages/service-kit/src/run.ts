import { messageOf } from '@stockade/redis';
import { ConfigError } from './config.js';
import type { Logger } from './logger.js';

const STOP_DEADLINE_MS = 15_000;

export interface RunningService {
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
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (!process.argv.includes(STOP_WITH_PARENT)) return;
    process.on('disconnect', () => resolve());
    if (!process.connected) resolve();
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

/** Reads the configuration, or says what is wrong with it and exits. */
export function configOrExit<Config>(service: string, read: () => Config): Config {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${service}: ${error.message}\n`);
    process.exit(1);
  }
}
