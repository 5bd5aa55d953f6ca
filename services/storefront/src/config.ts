import { portSchema, serverSettings, switchSchema, tracingSettings } from '@stockade/service/settings';
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
  ...tracingSettings,
  STOREFRONT_PORT: portSchema.default(8080),
  /**
   * Whether it also listens at 8001, 8002, 8003 and 8004, and passes on all that comes there: in a container, where the port of a
   * service that runs several times can be published only once.
   */
  PASS_SERVICE_PORTS: switchSchema.default(false),
  STORE_URLS: addressesSchema.prefault('http://127.0.0.1:8001'),
  WAREHOUSE_URLS: addressesSchema.prefault('http://127.0.0.1:8002'),
  REFUND_URLS: addressesSchema.prefault('http://127.0.0.1:8003'),
  OPERATIONS_URLS: addressesSchema.prefault('http://127.0.0.1:8004'),
  /** The lab of `npm start`; not set: there is none. */
  LAB_URLS: addressesSchema.optional(),
};

export type StorefrontConfig = ReturnType<typeof storefrontConfig>;

/** Where it listens for the services. */
export const SERVICE_PORTS = { store: 8001, warehouse: 8002, refund: 8003, operations: 8004 } as const;
export const SERVICES_WITH_PORTS = ['store', 'warehouse', 'refund', 'operations'] as const;

/** Reads them from the environment. Throws a SettingsError. */
export const storefrontConfig = (environment: Environment = process.env) =>
  readSettings(storefrontSettings, environment);

/** Null for anything but the address of a plain HTTP server. */
function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin, href } = new URL(address);
  return protocol === 'http:' && href === `${origin}/` ? origin : null;
}
