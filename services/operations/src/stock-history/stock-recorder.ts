import { messageOf, type Redis } from '@stockade/redis';
import type { Background, Logger } from '@stockade/service';
import { makeTroubleLog } from '../trouble-log.js';
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

/** Records the stock of the products once a minute, by the clock of Redis: those of several processes may differ. */
export function makeStockRecorder({ redis, history, logger }: StockRecorderParts): Background {
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let isStopped = false;

  const tell = makeTroubleLog(logger, {
    fails: 'the stock of the products cannot be recorded: its history has a gap',
    works: 'the stock of the products is recorded again',
  });

  /** Returns how long to wait before the next look. */
  async function look(): Promise<number> {
    try {
      const [seconds] = await redis.time();
      await history.look(Number(seconds) * MS_PER_S);
      tell(null);
      return STOCK_LOOK_INTERVAL_MS;
    } catch (error) {
      tell(messageOf(error));
      return NEXT_ATTEMPT_MS;
    }
  }

  function lookIn(ms: number): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = look().then(lookIn);
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
