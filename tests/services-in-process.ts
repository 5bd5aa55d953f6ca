import { randomBytes } from 'node:crypto';
import { operations } from '@stockade/operations-service/service';
import { refund } from '@stockade/refund/service';
import { makeLogger, serve, type RunningService, type Service } from '@stockade/service';
import type { ServiceConfig } from '@stockade/service/settings';
import { store } from '@stockade/store/service';
import { freePort, stackSettings, waitUntil } from '@stockade/testing';
import { warehouse } from '@stockade/warehouse/service';
import type { App } from './ask.js';

const READY_DEADLINE_MS = 20_000;

/** The three services in this process: their apps for supertest, and the same served, for requests that it cannot send. */
export interface ServicesInProcess {
  readonly apps: Readonly<Record<'store' | 'warehouse' | 'refund', App>>;
  readonly urls: Readonly<Record<'store' | 'warehouse' | 'refund', string>>;
  /** The operations service, when it was asked for. */
  readonly operations?: { readonly url: string } | undefined;
  readonly admin: Readonly<{ email: string; password: string }>;
  stop(): Promise<void>;
}

interface Options {
  redisUrl: string;
  /** Settings of all services, such as `PAYMENT_DELAY_MS`; they win over those that tests have else. */
  env: Readonly<Record<string, string>>;
  /** The settings of the operations service; without them there is none. */
  operations?: (() => Readonly<Record<string, string>>) | undefined;
}

/** Opens and serves the services; resolves when they are ready. */
export async function openServices({ redisUrl, env, operations: ofOperations }: Options): Promise<ServicesInProcess> {
  const made = { email: 'admin@stockade.test', password: randomBytes(12).toString('base64url') };
  const settings: Record<string, string> = { ...stackSettings(made), REDIS_URL: redisUrl, ...env };
  const { ADMIN_EMAIL: email = made.email, ADMIN_PASSWORD: password = made.password } = settings;
  const [ofStore, ofWarehouse, ofRefund] = await Promise.all([
    open(store, settings),
    open(warehouse, settings),
    open(refund, settings),
  ]);
  const opened = ofOperations && (await open(operations, { ...settings, ...ofOperations() }));
  const all = [ofStore, ofWarehouse, ofRefund, ...(opened ? [opened] : [])];
  await Promise.all(all.map(({ url }) => untilReady(url)));
  return {
    apps: { store: ofStore.app, warehouse: ofWarehouse.app, refund: ofRefund.app },
    urls: { store: ofStore.url, warehouse: ofWarehouse.url, refund: ofRefund.url },
    operations: opened && { url: opened.url },
    admin: { email, password },
    async stop() {
      await Promise.all(all.map(({ running }) => running.stop()));
    },
  };
}

interface Opened {
  app: App;
  url: string;
  running: RunningService;
}

async function open<Port extends string, Config extends ServiceConfig<Port>, Parts>(
  { about, portVariable, readConfig, open: openService }: Service<Port, Config, Parts>,
  settings: Readonly<Record<string, string>>,
): Promise<Opened> {
  const port = await freePort();
  const own = { CONSUMER_NAME: `${about.name}-0`, LISTEN_HOST: '127.0.0.1', [portVariable]: String(port) };
  const config = readConfig({ ...own, ...settings });
  const logger = makeLogger(about.name, config.LOG_LEVEL);
  const service = openService(config, logger);
  const running = await serve(service, logger);
  return { app: service.app, url: `http://127.0.0.1:${port}`, running };
}

async function untilReady(url: string): Promise<void> {
  const look = async () => {
    const response = await fetch(`${url}/health/ready`);
    await response.text();
    return response.ok;
  };
  await waitUntil(look, { what: `${url} to be ready`, deadlineMs: READY_DEADLINE_MS });
}
