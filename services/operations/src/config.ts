import { paymentSettings, serviceSettings } from '@stockade/service/settings';
import { readSettings } from '@stockade/settings';

/** The settings of every command: where Redis is, and how the payment provider is asked. */
const settings = { REDIS_URL: serviceSettings.REDIS_URL, ...paymentSettings };

/** Reads them from the environment. Throws a SettingsError. */
export const placesOfEnvironment = () => readSettings(settings, process.env);
