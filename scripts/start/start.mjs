// @ts-check
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { ROOT } from '../paths.mjs';
import { stopOrphans } from './orphans.mjs';
import { portOf, requireFreePorts } from './ports.mjs';
import { untilReady } from './ready.mjs';
import { startEmbeddedRedis, useGivenRedis } from './redis.mjs';
import { claimDataDir } from './run-record.mjs';
import { say, surviveClosedOutput } from './say.mjs';
import { provideSecrets } from './secrets.mjs';
import { SERVICES } from './services.mjs';
import { superviseServices } from './supervise.mjs';
import { welcome } from './welcome.mjs';

const ADMIN_EMAIL_DEFAULT = 'admin@stockade.local';
/** One process per service and data directory, so after a restart it takes up first what it had in hand. */
const CONSUMER_NAME_DEFAULT = 'local';

/**
 * Runs everything on one machine until it is told to stop, then stops the services and after them Redis.
 * Throws a Refusal when it cannot start.
 */
export async function start() {
  surviveClosedOutput();
  const stopping = onStopSignal();
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const dataDir = resolve(ROOT, process.env['DATA_DIR'] || '.data');
  await mkdir(dataDir, { recursive: true });

  const run = claimDataDir(dataDir);
  if (run.dead) await stopOrphans(run.dead, redisDirOf(dataDir), say);
  try {
    await requireFreePorts(SERVICES, process.env);
    const redis = await openRedis(run, dataDir);
    try {
      await runServices(run, dataDir, redis, stopping);
    } finally {
      await redis.stop();
    }
  } finally {
    run.release();
  }
  say('stopped');
}

/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: the second one is not impatience. */
function onStopSignal() {
  const stopping = new AbortController();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => stopping.abort());
  return stopping.signal;
}

/** @param {string} dataDir */
function redisDirOf(dataDir) {
  return join(dataDir, 'redis');
}

/**
 * @param {import('./run-record.mjs').Run} run
 * @param {string} dataDir
 */
function openRedis(run, dataDir) {
  const given = process.env['REDIS_URL'];
  if (given)
    return useGivenRedis(given, { allowUnsafe: /^(true|1|yes|on)$/i.test(process.env['ALLOW_UNSAFE_REDIS'] ?? '') });
  return startEmbeddedRedis({
    dir: redisDirOf(dataDir),
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
 * @param {AbortSignal} stopping
 */
async function runServices(run, dataDir, redis, stopping) {
  if (stopping.aborted) return;
  const secrets = await provideSecrets(dataDir, process.env);
  const env = {
    CONSUMER_NAME: CONSUMER_NAME_DEFAULT,
    ADMIN_EMAIL: ADMIN_EMAIL_DEFAULT,
    ...process.env,
    ...secrets,
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
  });
  try {
    const places = SERVICES.map((service) => ({ ...service, url: `http://localhost:${portOf(service, process.env)}` }));
    await untilReady(places, say, stopping);
    const passwordFile = secrets['ADMIN_PASSWORD_FILE'] ?? process.env['ADMIN_PASSWORD_FILE'];
    console.log(
      welcome({
        places,
        redis: redis.url,
        email: env.ADMIN_EMAIL,
        passwordFile: passwordFile && shortPath(passwordFile),
      }),
    );
    if (!stopping.aborted) await once(stopping, 'abort');
  } catch (error) {
    if (!stopping.aborted) throw error;
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
