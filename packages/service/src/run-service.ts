import { WrongHostError } from '@stockade/http';
import { messageOf } from '@stockade/redis';
import { BAD_SETTINGS_EXIT_CODE, settingsOrExit } from '@stockade/settings';
import type { TracedRequests, Tracing } from '@stockade/tracing';

export type { TracedRequests };
import type { Service } from './define-service.js';
import { makeLogger, type Logger } from './logger.js';
import { serve, type RunningService } from './serve.js';
import type { ServiceConfig } from './settings.js';

const STOP_DEADLINE_MS = 15_000;

/**
 * Command-line flag: stop when the parent's IPC channel closes, which it does even when the parent is killed with -9.
 */
const STOP_WITH_PARENT = '--stop-with-parent';

/** A program that serves until it is told to stop. */
export interface Program<Config> {
  name: string;
  /** Throws a SettingsError. */
  readConfig: () => Config;
  start: (config: Config, logger: Logger) => Promise<RunningService>;
}

/** Runs a service until it is told to stop; see `runProgram`. */
export function runService<Port extends string, Config extends ServiceConfig<Port>, Parts>({
  about,
  readConfig,
  open,
}: Service<Port, Config, Parts>): Promise<void> {
  return runProgram({
    name: about.name,
    readConfig: () => readConfig(),
    start: async (config, logger) =>
      serve(open(config, logger, await startTracing(about.name, config, logger)), logger),
  });
}

/** Starts to send spans. Null unless the settings name a collector; only then is anything of OpenTelemetry loaded. */
export async function startTracing(
  service: string,
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: { OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined },
  logger: Logger,
): Promise<Tracing | null> {
  if (endpoint === undefined) return null;
  const tracing = await import('@stockade/tracing');
  return tracing.startTracing({ service, endpoint, onError: (message) => logger.warn(`tracing: ${message}`) });
}

/**
 * Runs a program until SIGTERM, SIGINT or SIGHUP, then stops it. A second signal changes nothing, because a terminal
 * sends Ctrl-C to every process of the group and a supervisor adds its own. A start that cannot succeed logs one clear
 * message and exits with 1, or with the code of a SettingsError when it is a setting that cannot be.
 */
export async function runProgram<Config extends { LOG_LEVEL: string }>({
  name,
  readConfig,
  start,
}: Program<Config>): Promise<void> {
  const config = settingsOrExit(name, readConfig);
  const logger = makeLogger(name, config.LOG_LEVEL);
  const stopped = new Promise<null>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(null));
    if (!process.argv.includes(STOP_WITH_PARENT)) return;
    process.on('disconnect', () => resolve(null));
    if (!process.connected) resolve(null);
  });
  try {
    const running = await start(config, logger);
    const failure = await Promise.race([stopped, running.failed]);
    if (failure !== null) throw failure;
    logger.info('stopping');
    const deadlineMs = STOP_DEADLINE_MS + running.stopDelayMs;
    const overdue = setTimeout(() => {
      logger.error(`not stopped within ${deadlineMs} ms; pending entries will be claimed again`);
      process.exit(1);
    }, deadlineMs);
    await running.stop();
    clearTimeout(overdue);
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    logger.fatal(messageOf(error));
    process.exit(error instanceof WrongHostError ? BAD_SETTINGS_EXIT_CODE : 1);
  }
}
