import { makeAuthenticate, makeTokens, type Tokens } from '@stockade/auth';
import { flowsOf, makeKeys, type EventKind, type Flow, type Flows, type Keys } from '@stockade/contracts';
import { makeDescriptionPages, type About } from '@stockade/descriptions';
import {
  firstTrouble,
  makeApp,
  makeCounter,
  makeMetrics,
  makeRateLimits,
  redisTroubles,
  type Counter,
  type Metrics,
  type Place,
  type Route,
} from '@stockade/http';
import type { Confirmations, Redis, Tracked } from '@stockade/redis';
import type { Environment } from '@stockade/settings';
import type { Tracing } from '@stockade/tracing';
import type { Express, Router } from 'express';
import type { Background, Composition, Consumption } from './composition.js';
import { makeCommonRoutes, type CommonParts } from './common-routes.js';
import { confirmationOf } from './confirmation-of.js';
import { makeFrontDoor } from './front-door.js';
import type { Logger } from './logger.js';
import { makeChecks } from './readiness-checks.js';
import { makeServiceConsumer, type ServiceConsumer } from './service-consumer.js';
import { makeServiceRedis, type ServiceRedis } from './service-redis.js';
import type { ConsumingConfig, ServiceConfig } from './settings.js';
import { makeShutdown, type Shutdown } from './shutdown.js';

const MS_PER_S = 1_000;

/** The parts that every service has, from which it makes its own. */
export interface Base<Config> {
  readonly config: Config;
  readonly keys: Keys;
  /** The connection for all commands. */
  readonly redis: Redis;
  /** Tell what is on enough replicas, to be asked before an effect outside Redis. */
  readonly confirmations: Confirmations;
  /** Opens another connection, on which Redis sends invalidations; the service is not ready while it is down. */
  readonly track: () => Tracked;
  readonly tokens: Tokens;
  readonly counter: Counter;
  /** Where it puts what it counts and measures of its own. */
  readonly metrics: Metrics;
  readonly logger: Logger;
}

interface Definition<Port extends string, Config, Parts> {
  about: About;
  /** Reads its settings, by default from the environment. Throws a SettingsError. */
  readConfig: (environment?: Environment) => Config;
  /** The setting of its port. */
  portVariable: Port;
  /** Its routes. Must not call the parts, so that the routes can be described without real ones. */
  routes: (parts: Parts) => Route[];
}

export interface ServiceDefinition<Port extends string, Config, Data, Parts> extends Definition<Port, Config, Parts> {
  /** The flow that it consumes, as its first reader. */
  flow: (flows: Flows) => Flow<EventKind<Data>>;
  /** Wires its parts. Must not wait for Redis, which may be down at the start. */
  compose: (base: Base<Config>) => Composition<Parts> & Consumption<Data>;
}

export interface AskedServiceDefinition<Port extends string, Config, Parts> extends Definition<Port, Config, Parts> {
  /** Wires its parts. Must not wait for Redis, which may be down at the start. */
  compose: (base: Base<Config>) => Composition<Parts>;
}

/** A service that is wired and not started. */
export interface OpenService {
  readonly app: Express;
  readonly place: Place;
  /** How long an idle connection is kept. */
  readonly keepAliveMs: number;
  /** Null for a service that consumes nothing. */
  readonly consumer: ServiceConsumer | null;
  readonly connections: ServiceRedis;
  readonly shutdown: Shutdown;
  readonly endLiveUpdates: () => void;
  readonly background: Background | undefined;
  readonly tracing: Tracing | null;
}

export interface Service<Port extends string, Config, Parts> {
  readonly about: About;
  readonly portVariable: Port;
  readonly readConfig: (environment?: Environment) => Config;
  /** All its routes, to be described and not called; the parts need not work. */
  describeRoutes(inert: Parts & CommonParts): Route[];
  /** Default: nothing is traced. */
  open(config: Config, logger: Logger, tracing?: Tracing | null): OpenService;
}

/** Makes a service from its own parts: settings, the flow that it consumes, its handler and its routes. */
export function defineService<Port extends string, Config extends ConsumingConfig<Port>, Data, Parts>(
  definition: ServiceDefinition<Port, Config, Data, Parts>,
): Service<Port, Config, Parts> {
  const { flow, compose } = definition;
  return makeService(definition, flow, (base, shared) => {
    const own = compose(base);
    const consumer = makeServiceConsumer({ ...base, ...own, ...shared, flow, partitions: base.keys.partitions });
    return { own, consumer };
  });
}

/** Makes a service that consumes no stream: it answers requests, and does by itself what it has in the background. */
export function defineAskedService<Port extends string, Config extends ServiceConfig<Port>, Parts>(
  definition: AskedServiceDefinition<Port, Config, Parts>,
): Service<Port, Config, Parts> {
  return makeService(definition, null, (base) => ({ own: definition.compose(base), consumer: null }));
}

/** Wires the parts of a service, and its consumer if it has one. */
type Wire<Config, Parts> = (
  base: Base<Config>,
  shared: { connections: ServiceRedis; tracing: Tracing | null },
) => { own: Composition<Parts>; consumer: ServiceConsumer | null };
type FlowOf = ((flows: Flows) => Flow) | null;

function makeService<Port extends string, Config extends ServiceConfig<Port>, Parts>(
  definition: Definition<Port, Config, Parts>,
  flow: FlowOf,
  wire: Wire<Config, Parts>,
): Service<Port, Config, Parts> {
  const { about, readConfig, portVariable, routes } = definition;
  return {
    about,
    portVariable,
    readConfig,
    describeRoutes: (inert) => [...routes(inert), ...makeCommonRoutes(flow && [], inert)],
    open: (config, logger, tracing = null) => open(definition, flow, wire, { config, logger, tracing }),
  };
}

function open<Port extends string, Config extends ServiceConfig<Port>, Parts>(
  { about, portVariable, routes: routesOf }: Definition<Port, Config, Parts>,
  flow: FlowOf,
  wire: Wire<Config, Parts>,
  { config, logger, tracing }: { config: Config; logger: Logger; tracing: Tracing | null },
): OpenService {
  const keys = makeKeys(config.PARTITIONS);
  const flows = flow && keys.partitions.map((partition) => flow(flowsOf(partition)));
  const service = about.name;
  const connections = connect(service, config, keys, logger);
  const { commands: redis, confirmations } = connections;
  const metrics = makeMetrics(service);
  const tokens = makeTokens(config.JWT_SECRET);
  const authenticate = makeAuthenticate(redis, keys, tokens);
  const counter = makeCounter(redis, logger);
  const shutdown = makeShutdown(config);

  const base = { config, keys, redis, confirmations, track: connections.track, tokens, counter, metrics, logger };
  const { own, consumer } = wire(base, { connections, tracing });
  const health = {
    checks: makeChecks(connections, consumer, own.checks, shutdown),
    warnings: { redis: connections.warning, ...(consumer !== null && { consumer: consumer.warning }) },
  };
  const routes = [...routesOf(own.parts), ...makeCommonRoutes(flows, { redis, ...health, metrics })];
  const app = makeApp({
    routes,
    pages: makePages(about, routes, config.STOREFRONT_URL),
    metrics,
    authenticate,
    limits: makeRateLimits({ keys, counter, authenticate, service, config, logger }),
    trustProxy: config.TRUST_PROXY,
    trouble: async () => firstTrouble(await redisTroubles(redis)),
    confirmation: confirmationOf(confirmations, keys),
    logger,
  });
  return {
    app,
    place: { host: config.LISTEN_HOST, port: config[portVariable], portVariable },
    keepAliveMs: config.KEEP_ALIVE_S * MS_PER_S,
    consumer,
    connections,
    shutdown,
    endLiveUpdates: own.endLiveUpdates ?? (() => {}),
    background: own.background,
    tracing,
  };
}

function connect(service: string, config: ServiceConfig<string>, keys: Keys, logger: Logger): ServiceRedis {
  const { REDIS_URL: url, ALLOW_UNSAFE_REDIS: allowUnsafe, REPLICAS_MIN: replicasMin } = config;
  return makeServiceRedis({ url, allowUnsafe, replicasMin, service, keys, logger });
}

/** What people look at: the descriptions, and the way to the storefront. */
function makePages(about: About, routes: readonly Route[], storefrontUrl: string | undefined): Router {
  const pages = makeDescriptionPages(about, routes);
  return storefrontUrl === undefined ? pages : pages.use(makeFrontDoor(storefrontUrl));
}
