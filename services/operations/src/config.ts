import { serviceSettings } from '@stockade/service/settings';
import { readSettings } from '@stockade/settings';

/** Reads the URL of Redis from the environment. Throws a SettingsError. */
export const redisUrlOfEnvironment = () =>
  readSettings({ REDIS_URL: serviceSettings.REDIS_URL }, process.env).REDIS_URL;
