import { messageOf, type Redis } from '@stockade/redis';
import type { Background, Logger } from '@stockade/service';
import { STOCK_LOOK_INTERVAL_MS, type StockHistory } from './stock-history.js';

/** By then Redis is usually connected. */
const FIRST_LOOK_MS = 1_000;
/** After a look that failed. */
const NEXT_ATTEMPT_MS = 5_000;

const MS_PER_S = 1_000;

interface StockRecorderParts {
  redis: Pick<Redis, 'time'>;
  history: Pick<StockHistory, 'look'>;
  logger: Logger;
}

/**
 * Looks at the stock of the products once a minute, by the clock of Redis: those of several processes may differ. What goes wrong is
 * told once, and when it is over.
 */
export function makeStockRecorder({ redis, history, logger }: StockRecorderParts): Background {
  let trouble: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let isStopped = false;

  function tell(now: string | null): void {
    if (now === trouble) return;
    if (now === null) logger.info('the stock of the products is looked at again');
    else logger.warn({ reason: now }, 'the stock of the products cannot be looked at: its history has a gap');
    trouble = now;
  }

  async function lookNow(): Promise<void> {
    const [seconds] = await redis.time();
    await history.look(Number(seconds) * MS_PER_S);
  }

  async function look(): Promise<void> {
    await lookNow().then(
      () => tell(null),
      (error: unknown) => tell(messageOf(error)),
    );
    lookIn(trouble === null ? STOCK_LOOK_INTERVAL_MS : NEXT_ATTEMPT_MS);
  }

  function lookIn(ms: number): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = look();
    }, ms);
  }

  return {
    start: () => lookIn(FIRST_LOOK_MS),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
