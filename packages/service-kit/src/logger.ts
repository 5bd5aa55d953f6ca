import { pino, type Logger } from 'pino';

export type { Logger };

/** One JSON line per event on standard output, under the service's name. */
export function makeLogger(service: string, level: string): Logger {
  return pino({ name: service, level, timestamp: pino.stdTimeFunctions.isoTime });
}
