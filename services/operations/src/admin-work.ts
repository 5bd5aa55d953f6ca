import type { LiveRoom } from '@stockade/http';
import {
  makeRepair,
  makeShopLetters,
  makeTellOrder,
  readProductStock,
  type OutsideProvider,
} from '@stockade/operations';
import { makePaymentGateway } from '@stockade/payment';
import type { HttpGateway } from '@stockade/payment/over-http';
import type { Base } from '@stockade/service';
import type { OperationsConfig } from './config.js';
import { makeFollowRun } from './follow-run.js';
import { makeLetterJobs } from './letter-jobs.js';
import { openHttpGateway, toOutsideProvider } from './outside-provider.js';
import { makeAuditRepairs } from './runs/audit-repairs.js';
import { makeAudits } from './runs/audits.js';
import { makeWorks } from './runs/job-work.js';
import { makeJobs } from './runs/jobs.js';
import { makeLeases } from './runs/leases.js';

/** What admins ask for besides looking on: dead letters, jobs, audits, and everything about an order or a product. */
export function makeAdminWork({ config, redis, keys, confirmations, logger }: Base<OperationsConfig>, room: LiveRoom) {
  const letters = makeShopLetters(redis, keys);
  const leases = makeLeases(redis, keys);
  const onError = (err: unknown) => logger.error({ err }, 'a job or an audit');
  const works = makeWorks({ letters, repair: makeRepair(redis, keys) });
  const jobs = makeJobs({ redis, keys, leases, works, confirmation: confirmations.anywhere, onError });
  const { PAYMENT_PROVIDER_URL: providerUrl, PAYMENT_TIMEOUT_MS: timeoutMs } = config;
  const outside = makeOutside(providerUrl, timeoutMs);
  const audits = makeAudits({ redis, keys, leases, provider: outside.provider, onError });
  const gateway = makePaymentGateway({ providerUrl, redis, keys, timeoutMs });
  return {
    parts: {
      letters,
      letterJobs: makeLetterJobs(letters, jobs),
      jobs,
      audits,
      repairs: makeAuditRepairs({ redis, keys, audits, jobs }),
      followRun: makeFollowRun({ redis, keys, room, onError }),
      tellOrder: makeTellOrder({
        redis,
        keys,
        letters,
        findPayment: (orderId) => gateway.find(orderId, AbortSignal.timeout(timeoutMs)),
        provider: outside.provider,
        exportsTraces: config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      }),
      readStock: (productId: string) => readProductStock(redis, keys, productId),
    },
    background: {
      start() {},
      async stop() {
        await Promise.all([jobs.stop(), audits.stop()]);
        await outside.close();
      },
    },
  };
}

/** The payment provider outside, if there is one; connected when an audit first asks for it. */
function makeOutside(url: string | undefined, timeoutMs: number) {
  const closing = new AbortController();
  let opened: Promise<HttpGateway> | undefined;
  return {
    async provider(): Promise<OutsideProvider | undefined> {
      if (url === undefined) return undefined;
      opened ??= openHttpGateway(url, timeoutMs);
      return toOutsideProvider(await opened, closing.signal);
    },
    async close() {
      closing.abort();
      await (await opened)?.close();
    },
  };
}
