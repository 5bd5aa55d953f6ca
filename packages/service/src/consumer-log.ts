import type { Consumer } from '@stockade/streams';
import type { Logger } from './logger.js';

/** Logs a consumer's signals: ordinary ones at debug, those for an operator at higher levels. */
export function logConsumer(consumer: Consumer, logger: Logger): void {
  const { signals } = consumer;
  signals.on('processed', (signal) => logger.debug(signal, 'entries processed'));
  signals.on('lag', (signal) => logger.debug(signal, 'entries not delivered yet'));
  signals.on('retried', ({ error, ...signal }) => logger.warn({ ...signal, err: error }, 'entry will be retried'));
  signals.on('deadLettered', (signal) => logger.error(signal, 'entry moved to the dead letters'));
  signals.on('claimed', (signal) => logger.info(signal, 'pending entries taken over'));
  signals.on('isolated', (signal) =>
    logger.warn(signal, 'entry from which several consumers did not return is handled alone'),
  );
  signals.on('vanished', (signal) => logger.error(signal, 'pending entry was deleted from its stream'));
  signals.on('groupCreated', (signal) => logger.info(signal, 'consumer group created'));
  signals.on('stalled', (signal) => logger.warn(signal, 'blocking read stalled; connection replaced'));
  signals.on('trimmed', (signal) => logger.debug(signal, 'acknowledged entries trimmed'));
  signals.on('consumersRemoved', (signal) => logger.info(signal, 'dead consumers removed'));
  signals.on('twin', ({ lives, ...signal }) => {
    const said = lives
      ? 'another living process has this consumer name: safe, but slow; give each its own CONSUMER_NAME, or set none'
      : 'no other process has this consumer name any more';
    logger.warn(signal, said);
  });
  signals.on('undeclaredGroups', ({ stream, groups }) => {
    const said =
      groups.length > 0
        ? 'consumer groups that the table of flows does not name: entries that they have not read may be trimmed'
        : 'no consumer group is undeclared any more';
    logger.warn({ stream, groups }, said);
  });
  signals.on('failed', ({ error, ...signal }) => logger.warn({ ...signal, err: error }, 'consumer failed and goes on'));
}
