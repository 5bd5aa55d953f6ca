/** Where a server listens. */
export interface Address {
  host: string;
  port: number;
}

/** Whom to ask where the primary is. */
export interface SentinelPlace {
  sentinels: readonly Address[];
  /** The name under which the sentinels watch it. */
  primaryName: string;
  /** The URL of a data server at this address, with the user, the password and the database of the whole. */
  serverUrl(address: Address): string;
  /** The URL of a sentinel; these have users of their own. */
  sentinelUrl(address: Address): string;
}

const SENTINEL_PORT_DEFAULT = 26_379;
const PORT_MAX = 65_535;
/** What sentinels are told to log in with, in the query of the URL. */
const SENTINEL_USER = 'sentinel_user';
const SENTINEL_PASSWORD = 'sentinel_password';

/** `URL` knows no list of hosts, so these forms are taken apart here. A name is one that Sentinel takes. */
const SENTINEL_FORM =
  /^(?<scheme>rediss?)\+sentinel:\/\/(?:(?<login>[^@/?#]*)@)?(?<hosts>[^@/?#]+)\/(?<name>[\w.-]+)(?:\/(?<db>\d+))?(?:\?(?<query>[^#]*))?$/;
const HOST_FORM = /^(?<host>\[[\da-fA-F:.]+\]|[^\s:[\]]+)(?::(?<port>\d+))?$/;

/** What is meant by a value that is neither of the forms of `REDIS_URL`. */
export const REDIS_URL_FORMS =
  'must be redis://host[:port], rediss://host[:port], or redis+sentinel://host[:port],host[:port]/name';

/** Whether it is one of the forms of `REDIS_URL`. */
export function isRedisUrl(url: string): boolean {
  return sentinelPlaceOf(url) !== null || (URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol));
}

/**
 * Reads `redis[s]+sentinel://[user[:password]@]host[:port][,host[:port]…]/name[/db][?sentinel_user=…&sentinel_password=…]`.
 * Null when the URL is of another form.
 */
export function sentinelPlaceOf(url: string): SentinelPlace | null {
  const groups = SENTINEL_FORM.exec(url)?.groups;
  if (groups === undefined) return null;
  const { scheme = '', login = '', hosts = '', name = '', db, query } = groups;
  const sentinels = hosts.split(',').map(addressOf);
  if (!sentinels.every((address) => address !== null)) return null;
  const asked = new URLSearchParams(query);
  const serverUrl = (address: Address) => urlOf(scheme, login, address, db);
  // Whatever is odd about the login shows itself in a URL that cannot be parsed.
  if (!sentinels.every((address) => URL.canParse(serverUrl(address)))) return null;
  const sentinelLogin = [asked.get(SENTINEL_USER) ?? '', asked.get(SENTINEL_PASSWORD) ?? ''].map(encodeURIComponent);
  return {
    sentinels,
    primaryName: name,
    serverUrl,
    sentinelUrl: (address) => urlOf(scheme, sentinelLogin.join(':').replace(/^:$/, ''), address),
  };
}

/** The user in whose name a client logs in; empty when it is the default one. */
export function userOf(url: string): string {
  const place = sentinelPlaceOf(url);
  const [sentinel] = place?.sentinels ?? [];
  return new URL(place === null || sentinel === undefined ? url : place.serverUrl(sentinel)).username;
}

function addressOf(text: string): Address | null {
  const { host, port = String(SENTINEL_PORT_DEFAULT) } = HOST_FORM.exec(text)?.groups ?? {};
  if (host === undefined || Number(port) === 0 || Number(port) > PORT_MAX) return null;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function urlOf(scheme: string, login: string, { host, port }: Address, db?: string): string {
  const at = login === '' ? '' : `${login}@`;
  const name = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${at}${name}:${port}${db === undefined ? '' : `/${db}`}`;
}
