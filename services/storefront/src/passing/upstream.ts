import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { makeAddress, STANDINGS, type Address } from './address.js';
import type { ServiceName } from './match-route.js';

/** How often names are looked up: a new container gets requests after this time at most. */
const RESOLVE_INTERVAL_MS = 2_000;
/**
 * How often each process is asked whether it is ready. A stopping one says so before it closes its first connection, which it
 * does after half a second of silence: packages/http/src/close-server.ts.
 */
const CHECK_INTERVAL_MS = 200;

/** A service, at all addresses where its processes are. */
export interface Upstream {
  readonly name: ServiceName;
  /** The address for a request that was not at any of `tried`; undefined when there is none left. */
  pick(tried: readonly Address[]): Address | undefined;
  /** Resolves once its names were looked up, whether they were found or not. */
  readonly resolved: Promise<void>;
  close(): Promise<void>;
}

/**
 * Spreads requests over the addresses of a service, and leaves out those that are not ready or do not answer. undici would
 * connect to the first address of a name that works and stay there, so names are looked up here, again and again: each
 * address is one of its own, and `docker compose up --scale` needs nothing else.
 */
export function makeUpstream(name: ServiceName, origins: readonly string[]): Upstream {
  const hosts = origins.map((origin) => ({ origin, places: placesOf(origin) }));
  let present: readonly Address[] = hosts.flatMap(({ places }) => places.map((place) => makeAddress(place)));
  /** Addresses that are no longer wanted and still have requests under way. */
  let leaving: readonly Address[] = [];
  let turn = 0;

  async function resolve(): Promise<void> {
    // While a name cannot be looked up, its last known addresses stay.
    for (const host of hosts) host.places = (await lookUp(host.origin)) ?? host.places;
    const wanted = new Set(hosts.flatMap(({ places }) => places));
    const gone = [...leaving, ...present.filter(({ origin }) => !wanted.has(origin))];
    const known = new Map(present.map((address) => [address.origin, address]));
    present = [...wanted].map((origin) => known.get(origin) ?? makeAddress(origin));
    leaving = gone.filter(({ busy }) => busy > 0);
    for (const address of gone) if (address.busy === 0) void address.close();
  }

  const isFixed = origins.every(isNumeric);
  // With one there is no choice.
  const checkAll = () => (present.length > 1 ? present.forEach((address) => void address.check()) : undefined);
  const checking = setInterval(checkAll, CHECK_INTERVAL_MS).unref();
  const again = isFixed ? undefined : setInterval(() => void resolve(), RESOLVE_INTERVAL_MS).unref();

  return {
    name,
    resolved: isFixed ? Promise.resolve() : resolve(),
    pick(tried) {
      const first = turn++;
      // Better to ask one that was away a moment ago than to give up.
      for (const standing of STANDINGS) {
        const picked = leastBusy(
          present,
          first,
          (address) => address.standing === standing && !tried.includes(address),
        );
        if (picked !== undefined) return picked;
      }
      return undefined;
    },
    async close() {
      clearInterval(again);
      clearInterval(checking);
      await Promise.all([...present, ...leaving].map((address) => address.close()));
    },
  };
}

/** Of those that are equally busy each in its turn. */
function leastBusy(
  addresses: readonly Address[],
  turn: number,
  isEligible: (address: Address) => boolean,
): Address | undefined {
  let picked: Address | undefined;
  for (let i = 0; i < addresses.length; i++) {
    const address = addresses[(turn + i) % addresses.length];
    if (address === undefined || !isEligible(address)) continue;
    if (picked === undefined || address.busy < picked.busy) picked = address;
  }
  return picked;
}

const hostOf = (origin: string) => new URL(origin).hostname.replaceAll(/^\[|\]$/g, '');
const isNumeric = (origin: string) => isIP(hostOf(origin)) !== 0;

/** What is known of an origin before anything is looked up. */
const placesOf = (origin: string): string[] => (isNumeric(origin) ? [origin] : []);

/** The same origin with each address of its host; null while the host cannot be looked up. */
async function lookUp(origin: string): Promise<string[] | null> {
  if (isNumeric(origin)) return [origin];
  const { port } = new URL(origin);
  const found = await lookup(hostOf(origin), { all: true }).catch(() => null);
  return (
    found?.map(({ address, family }) => `http://${family === 6 ? `[${address}]` : address}:${port || '80'}`) ?? null
  );
}
