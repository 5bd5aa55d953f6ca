import { messageOf } from '@stockade/redis';
import type { Background, Logger } from '@stockade/service';
import { STOCK_LOOK_INTERVAL_MS, type StockHistory } from './stock-history.js';

/** Looks at the stock of the products once a minute, from the start on. A look that fails is told, and the next comes in its time. */
export function makeStockRecorder(history: StockHistory, logger: Logger): Background {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  function look(): void {
    looking ??= history
      .look(Date.now())
      .catch((error: unknown) =>
        logger.warn({ reason: messageOf(error) }, 'the stock of the products was not looked at'),
      )
      .finally(() => (looking = null));
  }

  return {
    start() {
      timer = setInterval(look, STOCK_LOOK_INTERVAL_MS);
      look();
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
