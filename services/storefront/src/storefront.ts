import { listen } from '@stockade/http';
import { makeShutdown, startTracing, type Logger, type RunningService } from '@stockade/service';
import { SERVICE_PORTS, SERVICES_WITH_PORTS, type StorefrontConfig } from './config.js';
import { makeGateway, makeServicePort } from './gateway.js';
import { openBuiltPages, type Pages, type PagesParts } from './serving/built-pages.js';
import { makeLiveAnswers } from './passing/live-answers.js';
import { PASSED_ON } from './passing/traced.js';
import { makeUpstream } from './passing/upstream.js';

const MS_PER_S = 1_000;

/** Starts the gateway: it listens when this resolves. Its stop first reports that it is not ready, like that of a service. */
export async function startStorefront(
  config: StorefrontConfig,
  logger: Logger,
  openPages: (parts: PagesParts) => Pages | Promise<Pages> = openBuiltPages,
): Promise<RunningService> {
  const live = makeLiveAnswers();
  const shutdown = makeShutdown(config);
  const upstreams = {
    store: makeUpstream('store', config.STORE_URLS),
    warehouse: makeUpstream('warehouse', config.WAREHOUSE_URLS),
    refund: makeUpstream('refund', config.REFUND_URLS),
    operations: makeUpstream('operations', config.OPERATIONS_URLS),
    ...(config.LAB_URLS !== undefined && { lab: makeUpstream('lab', config.LAB_URLS) }),
  };
  const pages = await openPages({ warehouse: upstreams.warehouse, logger });
  await Promise.all(Object.values(upstreams).map(({ resolved }) => resolved));
  const { TRUST_PROXY: trustProxy, LISTEN_HOST: host, STOREFRONT_PORT: port, KEEP_ALIVE_S } = config;
  let isOpen = false;
  const trouble = () => (isOpen ? shutdown.trouble() : 'the pages are not there yet');
  const gateway = makeGateway({ upstreams, pages, live, trustProxy, trouble, logger });
  const place = { host, port, portVariable: 'STOREFRONT_PORT' };
  const server = await listen(gateway, place, KEEP_ALIVE_S * MS_PER_S);
  const tracing = await startTracing('storefront', config, logger);
  tracing?.requests(server, PASSED_ON);
  const servers = [server];
  for (const name of config.PASS_SERVICE_PORTS ? SERVICES_WITH_PORTS : []) {
    const ofService = { host, port: SERVICE_PORTS[name], portVariable: 'PASS_SERVICE_PORTS' };
    const listener = makeServicePort(upstreams[name], { live, trustProxy, logger });
    const ofItsOwn = await listen(listener, ofService, KEEP_ALIVE_S * MS_PER_S);
    tracing?.requests(ofItsOwn);
    servers.push(ofItsOwn);
  }
  await pages.begin?.(server);
  isOpen = true;
  logger.info({ host, port }, 'listening');
  return {
    failed: new Promise(() => {}),
    stopDelayMs: shutdown.delayMs,
    async stop() {
      const { closed } = await shutdown.begin(...servers);
      live.endAll();
      await Promise.all([closed, pages.close?.()]);
      await Promise.all(Object.values(upstreams).map((upstream) => upstream.close()));
      await tracing?.stop();
    },
  };
}
