import { pino, type Logger } from 'pino';
import { makeLogOutput } from './log-output.js';

export type { Logger };

/**
 * One JSON line per event on standard output, under the service's name. When nobody reads them, lines are dropped rather
 * than kept for ever; how many, the log says once it is read again.
 */
export function makeLogger(service: string, level: string): Logger {
  const output = makeLogOutput({
    // Asking for it also makes Node stop the descriptor from blocking.
    fd: process.stdout.fd,
    onDropped: (lines) => logger.warn({ lines }, 'log lines were dropped: nobody read the log'),
  });
  const logger = pino({ name: service, level, timestamp: pino.stdTimeFunctions.isoTime }, output);
  process.once('exit', output.flushSync);
  return logger;
}
