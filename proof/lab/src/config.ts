import { serviceSettings, liveUpdatesSettings, portSchema } from '@stockade/service/settings';
import { readSettings, type Environment } from '@stockade/settings';
import { z } from 'zod';

/** It starts and kills processes of this machine: nobody from outside may ask it to. */
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'] as const;

export const LAB_PORT_DEFAULT = 8005;

/** The settings of the lab. */
export const labSettings = {
  ...serviceSettings,
  ...liveUpdatesSettings,
  LAB_PORT: portSchema.default(LAB_PORT_DEFAULT),
  LISTEN_HOST: z
    .enum(LOOPBACK, { error: `the lab listens on this machine only: ${LOOPBACK.join(', ')}` })
    .default('127.0.0.1'),
  /** Where proofs are written and looked for, those of `npm run prove` too. */
  PROOFS_DIR: z.string().min(1).default('.data/proofs'),
};

/** Reads them from the environment. Throws a SettingsError. */
export const labConfig = (environment: Environment = process.env) => readSettings(labSettings, environment);

/** What a proof needs of this process' environment: where programs are, and where files may be. Nothing that opens the shop. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'STOCKADE_REDIS_SERVER', 'DOCKER_HOST', 'LANG'];

export const passedOn = (): Record<string, string> =>
  Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
