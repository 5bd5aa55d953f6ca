// @ts-check
import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../paths.mjs';
import { PassingRefusal } from '../refusal.mjs';
import { inDataDir, openDataDir, refuseDataDir } from './data-dir.mjs';
import { portOf, requireFreePorts } from './ports.mjs';
import { untilReady } from './ready.mjs';
import { startEmbeddedRedis, useGivenRedis } from './redis.mjs';
import { claimDataDir } from './run-record.mjs';
import { say, surviveClosedOutput } from './say.mjs';
import { provideRedisPassword, provideSecrets, redisPasswordFile } from './secrets.mjs';
import { SERVICES } from './services.mjs';
import { listenForStop, Stopped, unlessStopped } from './stop-signals.mjs';
import { superviseServices } from './supervise.mjs';
import { welcome } from './welcome.mjs';

const ADMIN_EMAIL_DEFAULT = 'admin@stockade.local';
/** One process per service and data directory, so after a restart it takes up first what it had in hand. */
const CONSUMER_NAME_DEFAULT = 'local';
/** Whoever is on this machine may reach the services, and nobody else, until HOST says so. */
const HOST_DEFAULT = '127.0.0.1';
const EVERYWHERE = ['0.0.0.0', '::'];

/** A run that is just being stopped, as by whoever replaces it with this one, is gone by then. */
const CLAIM_PATIENCE_MS = 5_000;
/** What a killed run had started stops by itself, and its services give themselves 15 s for it. */
const LEFT_OVER_PATIENCE_MS = 20_000;
const RETRY_INTERVAL_MS = 200;

/**
 * Runs everything on one machine until it is told to stop, then stops the services and after them Redis, and ends the
 * process as a shell expects of a command that a signal ended. Throws a Refusal when it cannot start.
 */
export async function start() {
  surviveClosedOutput();
  const signals = listenForStop();
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const dataDir = resolve(ROOT, process.env['DATA_DIR'] || '.data');
  try {
    await runIn(dataDir, signals);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  say('stopped');
  // A Redis that was still starting ends with us: see its leash.
  process.exit(signals.exitCode());
}

/**
 * @param {string} dataDir
 * @param {import('./stop-signals.mjs').StopSignals} signals
 */
async function runIn(dataDir, signals) {
  openDataDir(dataDir);
  const run = await patiently(async () => claimDataDir(dataDir), CLAIM_PATIENCE_MS, signals);
  try {
    if (run.left) say('the last run on this directory was killed; what it started stops by itself');
    const portPatienceMs = run.left ? LEFT_OVER_PATIENCE_MS : 0;
    await patiently(() => requireFreePorts(SERVICES, process.env, host()), portPatienceMs, signals);
    const redis = await unlessStopped(openRedis(run, dataDir), signals);
    try {
      await runServices(run, dataDir, redis, signals);
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

function host() {
  return process.env['HOST'] || HOST_DEFAULT;
}

/**
 * @param {import('./run-record.mjs').Run} run
 * @param {string} dataDir
 */
async function openRedis(run, dataDir) {
  const given = process.env['REDIS_URL'];
  if (given)
    return useGivenRedis(given, { allowUnsafe: /^(true|1|yes|on)$/i.test(process.env['ALLOW_UNSAFE_REDIS'] ?? '') });
  const dir = join(dataDir, 'redis');
  inDataDir(dataDir, () => mkdirSync(dir, { recursive: true }));
  return startEmbeddedRedis({
    dir,
    password: await provideRedisPassword(dataDir).catch((error) => refuseDataDir(dataDir, error)),
    maxmemory: process.env['REDIS_MAXMEMORY'],
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
 * @param {string} dataDir
 * @param {import('./redis.mjs').RedisInUse} redis
 * @param {import('./stop-signals.mjs').StopSignals} signals
 */
async function runServices(run, dataDir, redis, signals) {
  const secrets = await provideSecrets(dataDir, process.env).catch((error) => refuseDataDir(dataDir, error));
  const env = {
    CONSUMER_NAME: CONSUMER_NAME_DEFAULT,
    ADMIN_EMAIL: ADMIN_EMAIL_DEFAULT,
    ...process.env,
    ...secrets,
    HOST: host(),
    REDIS_URL: redis.url,
  };
  const services = superviseServices(SERVICES, {
    env,
    onSpawn(name, pid) {
      run.record((record) => {
        record.services[name] = pid;
      });
    },
    say,
    hurrying: signals.hurrying,
  });
  try {
    const reached = [...EVERYWHERE, HOST_DEFAULT].includes(host()) ? 'localhost' : host();
    const places = SERVICES.map((service) => ({
      ...service,
      url: `http://${reached}:${portOf(service, process.env)}`,
    }));
    await unlessStopped(untilReady(places, say, signals.stopping), signals);
    const passwordFile = secrets['ADMIN_PASSWORD_FILE'] ?? process.env['ADMIN_PASSWORD_FILE'];
    const redisPassword = process.env['REDIS_URL'] ? '' : `, password in ${shortPath(redisPasswordFile(dataDir))}`;
    console.log(
      welcome({
        places,
        redis: redis.shown + redisPassword,
        email: env.ADMIN_EMAIL,
        passwordFile: passwordFile && shortPath(passwordFile),
      }),
    );
    await unlessStopped(new Promise(() => {}), signals);
  } finally {
    say('stopping');
    await services.stop();
  }
}

/**
 * As one would type it where npm was called.
 * @param {string} path
 */
function shortPath(path) {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
