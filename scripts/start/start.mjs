// @ts-check
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { BAD_SETTINGS_EXIT_CODE } from '@stockade/settings';
import { PassingRefusal, Refusal } from '../refusal.mjs';
import { inDataDir, openDataDir, refuseDataDir } from './data-dir.mjs';
import {
  environmentFor,
  environmentOf,
  environmentOfServices,
  environmentOfStorefront,
  reachedAs,
} from './environments.mjs';
import { requireFreePorts, withLabPort } from './ports.mjs';
import { makePrograms } from './programs.mjs';
import { untilReady } from './ready.mjs';
import { startCluster } from './redis-cluster.mjs';
import { startRedisHa } from './redis-ha.mjs';
import { redisDirOf, requireSameKind } from './redis-kinds.mjs';
import { startEmbeddedRedis, useGivenRedis } from './redis.mjs';
import { claimDataDir } from './run-record.mjs';
import { say } from './say.mjs';
import { provideRedisPassword, provideSecrets } from './secrets.mjs';
import { servicesFor } from './services.mjs';
import { dataDirOf, readEnvironment, readStartSettings, unknownSettings } from './settings.mjs';
import { listenForStop, Stopped, unlessStopped } from './stop-signals.mjs';
import { superviseServices } from './supervise.mjs';
import { welcomeTo } from './welcome.mjs';

/** A run that is just being stopped, as by whoever replaces it with this one, is gone by then. */
const CLAIM_PATIENCE_MS = 5_000;
/** What a killed run had started stops by itself, and its services give themselves 15 s for it. */
const LEFT_OVER_PATIENCE_MS = 20_000;
const RETRY_INTERVAL_MS = 200;

const STARTERS = { single: startEmbeddedRedis, ha: startRedisHa, cluster: startCluster };

/**
 * @typedef {object} Decided what a run works with
 * @property {import('@stockade/settings').Environment} environment
 * @property {import('./settings.mjs').StartSettings} settings
 * @property {string} dataDir absolute
 * @property {readonly import('./services.mjs').Service[]} services
 * @property {number} replicas processes of each
 * @property {import('./options.mjs').RedisKind} kind of Redis, unless REDIS_URL names one
 */

/**
 * Runs everything on one machine until it is told to stop, then stops the services and after them Redis, and ends the
 * process as a shell expects of a command that a signal ended. Throws a SettingsError or a Refusal when it cannot start.
 * @param {{ dev: boolean, kind: Decided['kind'], replicas: number }} options dev: whether the pages are served from their sources
 */
export async function start({ dev, kind, replicas }) {
  const signals = listenForStop(say);
  const environment = environmentFor(readEnvironment(), { replicas, kind });
  const settings = await withLabPort(readStartSettings(environment));
  for (const name of unknownSettings()) say(`.env sets ${name}, which is no setting: .env.example has all names`);
  try {
    const services = servicesFor({ dev, listenHost: settings.LISTEN_HOST });
    await runIn({ environment, settings, dataDir: dataDirOf(settings), services, replicas, kind }, signals);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  say('stopped');
  // A Redis that was still starting ends with us: see its leash.
  process.exit(signals.exitCode());
}

/**
 * @param {Decided} decided
 * @param {import('./stop-signals.mjs').StopSignals} signals
 */
async function runIn(decided, signals) {
  const { settings, dataDir, services } = decided;
  openDataDir(dataDir);
  const run = await patiently(async () => claimDataDir(dataDir), CLAIM_PATIENCE_MS, signals);
  try {
    if (run.left) say('the last run on this directory was killed; what it started stops by itself');
    const portPatienceMs = run.left ? LEFT_OVER_PATIENCE_MS : 0;
    await patiently(() => requireFreePorts(services, settings, settings.LISTEN_HOST), portPatienceMs, signals);
    const redis = await unlessStopped(openRedis(run, decided), signals);
    try {
      await runServices(run, decided, redis, signals);
    } finally {
      await redis.stop();
    }
  } finally {
    run.release();
  }
}

/**
 * Tries again for a while what is refused for a reason that may pass.
 * @template T
 * @param {() => Promise<T>} work
 * @param {number} patienceMs
 * @param {import('./stop-signals.mjs').StopSignals} signals
 * @returns {Promise<T>}
 */
async function patiently(work, patienceMs, signals) {
  const giveUpAtMs = performance.now() + patienceMs;
  for (let told = false; ;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PassingRefusal) || performance.now() > giveUpAtMs) throw error;
      if (!told) say(`${error.message} Waiting ${patienceMs / 1_000} s for that to pass.`);
      told = true;
    }
    await unlessStopped(delay(RETRY_INTERVAL_MS), signals);
  }
}

/**
 * @param {import('./run-record.mjs').Run} run
 * @param {Decided} decided
 */
async function openRedis(run, { settings, dataDir, kind }) {
  const { REDIS_URL: given, ALLOW_UNSAFE_REDIS: allowUnsafe, REDIS_MAXMEMORY: maxmemory } = settings;
  if (given !== undefined && kind !== 'single')
    throw new Refusal(`--${kind} runs a Redis of its own: unset REDIS_URL, or leave --${kind} out.`);
  if (given !== undefined) return useGivenRedis(given, { allowUnsafe });
  requireSameKind(dataDir, kind);
  const dir = redisDirOf(dataDir, kind);
  inDataDir(dataDir, () => mkdirSync(dir, { recursive: true }));
  return STARTERS[kind]({
    dir,
    password: await provideRedisPassword(dataDir).catch((error) => refuseDataDir(dataDir, error)),
    maxmemory,
    onPlace(place) {
      run.record((record) => {
        record.redis = place;
      });
    },
    say,
  });
}

/**
 * @param {import('./run-record.mjs').Run} run
 * @param {Decided} decided
 * @param {import('./redis.mjs').RedisInUse} redis
 * @param {import('./stop-signals.mjs').StopSignals} signals
 */
async function runServices(run, decided, redis, signals) {
  const { environment, settings, dataDir } = decided;
  const secrets = await provideSecrets(dataDir, settings).catch((error) => refuseDataDir(dataDir, error));
  const env = environmentOfServices(environment, settings, { ...secrets, REDIS_URL: redis.url });
  const programs = await makePrograms(decided.services, settings, decided.replicas);
  const envOfStorefront = environmentOfStorefront(environment, settings, programs);
  /** @type {(refusal: Refusal) => void} */
  let refuse = () => {};
  /** @type {Promise<never>} */
  const refused = new Promise((_, reject) => (refuse = reject));
  refused.catch(() => 'it is waited for below');
  const services = superviseServices(programs, {
    envOf: (program) => (program.name === 'storefront' ? envOfStorefront : environmentOf(env, settings, program)),
    onSpawn(name, pid) {
      run.record((record) => {
        record.services[name] = pid;
      });
    },
    onRefusal: (name) => refuse(refusalOf(name)),
    say,
    stopDelayMs: settings.SHUTDOWN_DELAY_MS,
    hurrying: signals.hurrying,
  });
  try {
    const host = reachedAs(settings.LISTEN_HOST);
    const places = programs.map((program) => ({ ...program, url: `http://${host}:${program.port}` }));
    await unlessStopped(Promise.race([untilReady(places, say, signals.stopping), refused]), signals);
    console.log(await welcomeTo(decided, places, redis, env['ADMIN_PASSWORD_FILE']));
    await unlessStopped(refused, signals);
  } finally {
    say('stopping');
    await services.stop();
  }
}

/** Its settings were right when all began, so a file that one of them is read from has changed since. @param {string} name */
function refusalOf(name) {
  return new Refusal(`The ${name} refuses its settings; it says above which.`, BAD_SETTINGS_EXIT_CODE);
}
