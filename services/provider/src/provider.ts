import { setMaxListeners } from 'node:events';
import { listen, makeApp, makeHealthRoutes, unauthenticated } from '@stockade/http';
import { makeSimulatedProvider } from '@stockade/payment';
import { makeShutdown, type Logger, type RunningService } from '@stockade/service';
import type { ProviderConfig } from './config.js';
import { makeChargeRoutes } from './http/charges.js';
import { makePaymentRoutes } from './http/payments.js';
import { openLedger } from './ledger.js';

const MS_PER_S = 1_000;
/** Longer than anybody waits who has a deadline, and shorter than the server lets any answer take. */
const SILENT_MS = 9_000;

/**
 * Starts a simulated payment provider with a ledger of its own, for tests, chaos runs and demonstrations: money is then
 * kept outside the Redis that is killed, as in life. It listens when this resolves. No provider for production: it moves
 * no money and knows no accounts.
 */
export async function startProvider(config: ProviderConfig, logger: Logger): Promise<RunningService> {
  const { LISTEN_HOST: host, PROVIDER_PORT: port, PROVIDER_LEDGER: path, PAYMENT_DELAY_MS: delayMs } = config;
  const ledger = await openLedger(path, logger);
  const shutdown = makeShutdown(config);
  const stopping = new AbortController();
  // Each charge that waits listens to it; Node warns of a leak at eleven.
  setMaxListeners(Infinity, stopping.signal);
  const provider = makeSimulatedProvider(ledger, { delayMs, silentMs: SILENT_MS });
  const app = makeApp({
    routes: [
      ...makeChargeRoutes({ provider, ledger, stopping: stopping.signal }),
      ...makePaymentRoutes(ledger),
      ...makeHealthRoutes({ process: shutdown.trouble }),
    ],
    authenticate: NOBODY,
    limits: { take: async () => {} },
    trustProxy: config.TRUST_PROXY,
    trouble: async () => null,
    logger,
  });
  const server = await listen(app, { host, port, portVariable: 'PROVIDER_PORT' }, config.KEEP_ALIVE_S * MS_PER_S);
  logger.info(
    { host, port, ledger: path, orders: ledger.orders() },
    'listening; a simulated provider, for no real money',
  );
  return {
    failed: ledger.failed,
    stopDelayMs: shutdown.delayMs,
    async stop() {
      const { closed } = await shutdown.begin(server);
      stopping.abort();
      await closed;
      await ledger.close();
    },
  };
}

const refuse = () => {
  throw unauthenticated('Nobody logs in here');
};
/** All its routes are public. */
const NOBODY = { holder: () => null, bearer: refuse, user: refuse, admin: refuse };
