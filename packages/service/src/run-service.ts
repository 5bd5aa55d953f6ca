import { messageOf } from '@stockade/redis';
import { settingsOrExit } from '@stockade/settings';
import type { Service } from './define-service.js';
import { makeLogger } from './logger.js';
import { serve } from './serve.js';
import type { ServiceConfig } from './settings.js';

const STOP_DEADLINE_MS = 15_000;

/**
 * Command-line flag: stop when the parent's IPC channel closes, which it does even when the parent is killed with -9.
 */
const STOP_WITH_PARENT = '--stop-with-parent';

/**
 * Runs a service until SIGTERM, SIGINT or SIGHUP, then stops it. A second signal changes nothing, because a terminal
 * sends Ctrl-C to every process of the group and a supervisor adds its own. A start that cannot succeed logs one clear
 * message and exits with 1, or with the code of a SettingsError.
 */
export async function runService<Port extends string, Config extends ServiceConfig<Port>, Parts>({
  about,
  readConfig,
  open,
}: Service<Port, Config, Parts>): Promise<void> {
  const config = settingsOrExit(about.name, readConfig);
  const logger = makeLogger(about.name, config.LOG_LEVEL);
  const stopped = new Promise<null>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(null));
    if (!process.argv.includes(STOP_WITH_PARENT)) return;
    process.on('disconnect', () => resolve(null));
    if (!process.connected) resolve(null);
  });
  try {
    const service = await serve(open(config, logger), logger);
    const failure = await Promise.race([stopped, service.failed]);
    if (failure !== null) throw failure;
    logger.info('stopping');
    const deadlineMs = STOP_DEADLINE_MS + service.stopDelayMs;
    const overdue = setTimeout(() => {
      logger.error(`not stopped within ${deadlineMs} ms; pending entries will be claimed again`);
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
