import { connectOnce } from './client-once.js';

/** The name under which the sentinels watch the primary. */
export const PRIMARY_NAME = 'stockade';

/** What the sentinel with the newest configuration says; they differ while a failover spreads. */
export async function primaryPort(sentinelPorts: readonly number[]): Promise<number> {
  const views = await Promise.all(sentinelPorts.map((port) => askSentinel(port, 'MASTER').catch(() => undefined)));
  const latest = views
    .flatMap((view) => (view === undefined ? [] : [fieldsOf(view)]))
    .toSorted((a, b) => Number(b['config-epoch']) - Number(a['config-epoch']))[0];
  if (latest === undefined) throw new Error('no sentinel answers');
  return Number(latest['port']);
}

/** The ports of the replicas that this sentinel takes for healthy. */
export async function followersOf(sentinelPort: number): Promise<number[]> {
  const views = await askSentinel(sentinelPort, 'REPLICAS');
  return (Array.isArray(views) ? views : [])
    .map(fieldsOf)
    .filter((fields) => fields['flags'] === 'slave' && fields['master-link-status'] === 'ok')
    .map((fields) => Number(fields['port']));
}

/** How many other sentinels this one knows. */
export async function othersOf(sentinelPort: number): Promise<number> {
  return Number(fieldsOf(await askSentinel(sentinelPort, 'MASTER'))['num-other-sentinels']);
}

async function askSentinel(port: number, what: 'MASTER' | 'REPLICAS'): Promise<unknown> {
  const client = await connectOnce(`redis://127.0.0.1:${port}`);
  try {
    return await client.sendCommand(['SENTINEL', what, PRIMARY_NAME]);
  } finally {
    client.destroy();
  }
}

const fieldsOf = (view: unknown): Readonly<Record<string, unknown>> =>
  typeof view === 'object' && view !== null ? { ...view } : {};
