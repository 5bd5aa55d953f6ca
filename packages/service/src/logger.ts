import { pino, type Logger } from 'pino';
import { makeLogOutput } from './log-output.js';

export type { Logger };

/**
 * Writes one JSON line per event to standard output, under the service's name. When nothing reads them, lines are
 * dropped and not kept for ever; the log reports their number once it is read again.
 */
export function makeLogger(service: string, level: string): Logger {
  const output = makeLogOutput({
    // Accessing process.stdout also makes Node set the descriptor to non-blocking.
    fd: process.stdout.fd,
    onDropped: (lines) => logger.warn({ lines }, 'log lines were dropped: nobody read the log'),
  });
  const logger = pino({ name: service, level, timestamp: pino.stdTimeFunctions.isoTime }, output);
  process.once('exit', output.flushSync);
  return logger;
}
