import { portSchema, serverSettings } from '@stockade/service/settings';
import { readSettings, type Environment } from '@stockade/settings';
import { z } from 'zod';

/** The addresses of the processes of a service, as origins such as `http://127.0.0.1:8001`. */
const addressesSchema = z.string().transform((text, issue) => {
  const origins = text.split(',').map((address) => originOf(address.trim()));
  const known = origins.filter((origin) => origin !== null);
  if (known.length === origins.length) return known;
  issue.addIssue({ code: 'custom', message: 'must be http:// addresses without a path, separated by commas' });
  return z.NEVER;
});

/** The settings of the storefront. It has no secret and no Redis. */
export const storefrontSettings = {
  ...serverSettings,
  STOREFRONT_PORT: portSchema.default(8080),
  STORE_URLS: addressesSchema.prefault('http://127.0.0.1:8001'),
  WAREHOUSE_URLS: addressesSchema.prefault('http://127.0.0.1:8002'),
  REFUND_URLS: addressesSchema.prefault('http://127.0.0.1:8003'),
};

export type StorefrontConfig = ReturnType<typeof storefrontConfig>;

/** Reads them from the environment. Throws a SettingsError. */
export const storefrontConfig = (environment: Environment = process.env) =>
  readSettings(storefrontSettings, environment);

/** Null for anything but the address of a plain HTTP server. */
function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin, href } = new URL(address);
  return protocol === 'http:' && href === `${origin}/` ? origin : null;
}
