// @ts-check
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { BAD_SETTINGS_EXIT_CODE } from '@stockade/settings';
import { Refusal } from '../refusal.mjs';
import { stopOrphans } from './orphans.mjs';
import { requireFreePorts } from './ports.mjs';
import { untilReady } from './ready.mjs';
import { startEmbeddedRedis, useGivenRedis } from './redis.mjs';
import { claimDataDir } from './run-record.mjs';
import { say, surviveClosedOutput } from './say.mjs';
import { provideSecrets } from './secrets.mjs';
import { SERVICES } from './services.mjs';
import { dataDirOf, environmentOfServices, readEnvironment, readStartSettings } from './settings.mjs';
import { superviseServices } from './supervise.mjs';
import { welcome } from './welcome.mjs';

/**
 * Runs everything on one machine until it is told to stop, then stops the services and after them Redis.
 * Throws a SettingsError or a Refusal when it cannot start.
 */
export async function start() {
  surviveClosedOutput();
  const stopping = onStopSignal();
  const environment = readEnvironment();
  const settings = readStartSettings(environment);
  const dataDir = dataDirOf(settings);
  await mkdir(dataDir, { recursive: true });

  const run = claimDataDir(dataDir);
  if (run.dead) await stopOrphans(run.dead, redisDirOf(dataDir), say);
  try {
    await requireFreePorts(SERVICES, settings);
    const redis = await openRedis(run, dataDir, settings.REDIS_URL);
    try {
      await runServices(run, { environment, settings, dataDir, redis }, stopping);
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
 * @param {string | undefined} given
 */
function openRedis(run, dataDir, given) {
  if (given) return useGivenRedis(given);
  return startEmbeddedRedis({
    dir: redisDirOf(dataDir),
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
 * @param {object} decided
 * @param {import('@stockade/settings').Environment} decided.environment
 * @param {import('./settings.mjs').StartSettings} decided.settings
 * @param {string} decided.dataDir
 * @param {import('./redis.mjs').RedisInUse} decided.redis
 * @param {AbortSignal} stopping
 */
async function runServices(run, { environment, settings, dataDir, redis }, stopping) {
  if (stopping.aborted) return;
  const secrets = await provideSecrets(dataDir, settings);
  const env = environmentOfServices(environment, settings, { ...secrets, REDIS_URL: redis.url });
  const refused = new AbortController();
  const ending = AbortSignal.any([stopping, refused.signal]);
  const services = superviseServices(SERVICES, {
    env,
    onSpawn(name, pid) {
      run.record((record) => {
        record.services[name] = pid;
      });
    },
    onRefusal: (name) => refused.abort(refusalOf(name)),
    say,
  });
  try {
    const places = SERVICES.map((service) => ({
      ...service,
      url: `http://localhost:${settings[service.portVariable]}`,
    }));
    await untilReady(places, say, ending);
    const passwordFile = env['ADMIN_PASSWORD_FILE'];
    console.log(
      welcome({
        places,
        redis: redis.url,
        email: settings.ADMIN_EMAIL,
        passwordFile: passwordFile && shortPath(passwordFile),
      }),
    );
    if (!ending.aborted) await once(ending, 'abort');
  } catch (error) {
    if (!ending.aborted) throw error;
  } finally {
    say('stopping');
    await services.stop();
  }
  if (refused.signal.aborted) throw refused.signal.reason;
}

/** Its settings were right when all began, so a file that one of them is read from has changed since. @param {string} name */
function refusalOf(name) {
  return new Refusal(`The ${name} refuses its settings; it says above which.`, BAD_SETTINGS_EXIT_CODE);
}

/**
 * As one would type it where npm was called.
 * @param {string} path
 */
function shortPath(path) {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
