// @ts-check
import { isIP } from 'node:net';
import { withSettings } from '@stockade/settings';

/** Addresses that `localhost` reaches. */
const REACHED_AS_LOCALHOST = ['127.0.0.1', '0.0.0.0', '::'];

/** @typedef {import('@stockade/settings').Environment} Environment */
/** @typedef {import('./settings.mjs').StartSettings} StartSettings */

/** Long enough for the storefront to know that one of several processes is stopping before that ends anything. */
const ANNOUNCED_STOP_MS = '1000';

/** All replicas that a primary has with --ha and --cluster: the one that may take over. */
const REPLICAS = '1';

/** With --cluster: several for each primary, so that they can be spread over more of them later. */
const PARTITIONS = '12';

/**
 * The environment of a run with such options, where it does not say otherwise itself: several processes of a service announce
 * their stop, with a replica of Redis nobody is told before it has everything, and a cluster shares the partitions of a shop.
 * @param {Environment} environment
 * @param {{ replicas: number, kind: import('./options.mjs').RedisKind }} options
 */
export function environmentFor(environment, { replicas, kind }) {
  const wanted = {
    ...(replicas > 1 && { SHUTDOWN_DELAY_MS: ANNOUNCED_STOP_MS }),
    ...(kind !== 'single' && { REPLICAS_MIN: REPLICAS }),
    ...(kind === 'cluster' && { PARTITIONS }),
  };
  const open = Object.entries(wanted).filter(([name]) => !isGiven(environment, name));
  return withSettings(environment, Object.fromEntries(open));
}

/** The host by which what listens there is reached from this machine. @param {string} listenHost */
export function reachedAs(listenHost) {
  if (REACHED_AS_LOCALHOST.includes(listenHost)) return 'localhost';
  return isIP(listenHost) === 6 ? `[${listenHost}]` : listenHost;
}

/**
 * What the services are told: their environment with what this run has decided. They believe the storefront when it says who
 * asks, which is on this machine, unless TRUST_PROXY names others.
 * @param {Environment} environment
 * @param {StartSettings} settings
 * @param {Record<string, string>} decided
 */
export function environmentOfServices(environment, settings, decided) {
  const { ADMIN_EMAIL, CONSUMER_NAME, LISTEN_HOST } = settings;
  const shared = { ADMIN_EMAIL, CONSUMER_NAME, LISTEN_HOST, STOREFRONT_URL: storefrontUrl(settings) };
  // Where they listen at one address of this machine, the storefront asks from it.
  const self = isIP(LISTEN_HOST) === 0 || reachedAs(LISTEN_HOST) === 'localhost' ? '' : `,${LISTEN_HOST}`;
  const told = withSettings(environment, { ...shared, ...decided });
  return isGiven(environment, 'TRUST_PROXY') ? told : withSettings(told, { TRUST_PROXY: `loopback${self}` });
}

/**
 * What one process of a service is told: the same, its own port, and a name that it has after each restart, so that it takes up
 * at once what it had in hand.
 * @param {Environment} environment of all services
 * @param {StartSettings} settings
 * @param {import('./programs.mjs').Program} program
 */
export function environmentOf(environment, { CONSUMER_NAME }, { portVariable, port, replica }) {
  const name = replica === 1 ? CONSUMER_NAME : `${CONSUMER_NAME}-${replica}`;
  return withSettings(environment, { [portVariable]: String(port), CONSUMER_NAME: name });
}

/**
 * What the storefront is told: where the services are, and nothing that opens Redis or a session.
 * @param {Environment} environment
 * @param {StartSettings} settings
 * @param {readonly import('./programs.mjs').Program[]} programs
 */
export function environmentOfStorefront(environment, settings, programs) {
  const { LISTEN_HOST } = settings;
  const host = reachedAs(LISTEN_HOST).replace(/^localhost$/, '127.0.0.1');
  const placesOf = (/** @type {string} */ name) =>
    programs.flatMap(({ service, port }) => (service === name ? [`http://${host}:${port}`] : [])).join();
  const open = Object.entries(environment).filter(
    ([name]) => !/^(?:REDIS_URL|JWT_SECRET|ADMIN_PASSWORD)(?:_FILE)?$/.test(name),
  );
  return withSettings(Object.fromEntries(open), {
    LISTEN_HOST,
    // The services themselves are there.
    PASS_SERVICE_PORTS: 'false',
    STORE_URLS: settings.STORE_URLS?.join() ?? placesOf('store'),
    WAREHOUSE_URLS: settings.WAREHOUSE_URLS?.join() ?? placesOf('warehouse'),
    REFUND_URLS: settings.REFUND_URLS?.join() ?? placesOf('refund'),
    OPERATIONS_URLS: settings.OPERATIONS_URLS?.join() ?? placesOf('operations'),
    ...(programs.some(({ service }) => service === 'lab') && {
      LAB_URLS: settings.LAB_URLS?.join() ?? placesOf('lab'),
    }),
  });
}

/** @param {StartSettings} settings */
function storefrontUrl({ STOREFRONT_URL, STOREFRONT_PORT, LISTEN_HOST }) {
  return STOREFRONT_URL ?? `http://${reachedAs(LISTEN_HOST)}:${STOREFRONT_PORT}`;
}

/** @param {Environment} environment @param {string} name */
function isGiven(environment, name) {
  return [name, `${name}_FILE`].some((variable) => (environment[variable] ?? '').trim() !== '');
}
