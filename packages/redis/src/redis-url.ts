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

/** Whom to ask who has which hash slots. */
export interface ClusterPlace {
  nodes: readonly Address[];
  /** The URL of a node at this address, with the user and the password of the whole. */
  serverUrl(address: Address): string;
}

const SERVER_PORT_DEFAULT = 6_379;
const SENTINEL_PORT_DEFAULT = 26_379;
const PORT_MAX = 65_535;
/** For what is the same at every address. */
const SOMEWHERE: Address = { host: 'localhost', port: SERVER_PORT_DEFAULT };
/** What sentinels are told to log in with, in the query of the URL. */
const SENTINEL_USER = 'sentinel_user';
const SENTINEL_PASSWORD = 'sentinel_password';

/** `URL` knows no list of hosts, so these forms are taken apart here. A name is one that Sentinel takes. */
const SENTINEL_FORM =
  /^(?<scheme>rediss?)\+sentinel:\/\/(?:(?<login>[^@/?#]*)@)?(?<hosts>[^@/?#]+)\/(?<name>[\w.-]+)(?:\/(?<db>\d+))?(?:\?(?<query>[^#]*))?$/;
/** A cluster has only database 0, so none is named. */
const CLUSTER_FORM = /^(?<scheme>rediss?)\+cluster:\/\/(?:(?<login>[^@/?#]*)@)?(?<hosts>[^@/?#]+)$/;
const HOST_FORM = /^(?<host>\[[\da-fA-F:.]+\]|[^\s:[\]]+)(?::(?<port>\d+))?$/;

/** What is meant by a value that is none of the forms of `REDIS_URL`. */
export const REDIS_URL_FORMS =
  'must be redis://host[:port], rediss://host[:port], redis+sentinel://host[:port],host[:port]/name, or redis+cluster://host[:port],host[:port]';

/** Why a client could not read this as `REDIS_URL`, without the URL, which may hold a password; null when it can. */
export function redisUrlProblem(url: string): string | null {
  const several = sentinelPlaceOf(url) ?? clusterPlaceOf(url);
  const one = several === null ? url : several.serverUrl(SOMEWHERE);
  if (!URL.canParse(one) || !/^rediss?:\/\/[^/?#]/.test(one)) return REDIS_URL_FORMS;
  const { username, password, pathname, port, search, hash } = new URL(one);
  if (port === '0') return 'has the port 0, on which nothing listens';
  if (!isEncoded(username) || !isEncoded(password))
    return 'has a % in its user or password that must be written as %25';
  if (!/^\/?\d*$/.test(pathname)) return 'has no number of a database after the host, as in redis://host:6379/2';
  const known = several !== null && 'primaryName' in several ? [SENTINEL_USER, SENTINEL_PASSWORD] : [];
  const unknown = [...new URLSearchParams(several === null ? search : url.split('?')[1]).keys()].find(
    (name) => !known.includes(name),
  );
  if (unknown !== undefined) return `has a parameter that means nothing here: ${unknown}`;
  return hash === '' ? null : 'has a # that must be written as %23';
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads `redis[s]+sentinel://[user[:password]@]host[:port][,host[:port]…]/name[/db][?sentinel_user=…&sentinel_password=…]`.
 * Null when the URL is of another form.
 */
export function sentinelPlaceOf(url: string): SentinelPlace | null {
  const groups = SENTINEL_FORM.exec(url)?.groups;
  if (groups === undefined) return null;
  const { scheme = '', login = '', hosts = '', name = '', db, query } = groups;
  const serverUrl = (address: Address) => urlOf(scheme, login, address, db);
  const sentinels = addressesOf(hosts, SENTINEL_PORT_DEFAULT, serverUrl);
  if (sentinels === null) return null;
  const asked = new URLSearchParams(query);
  const sentinelLogin = [asked.get(SENTINEL_USER) ?? '', asked.get(SENTINEL_PASSWORD) ?? ''].map(encodeURIComponent);
  return {
    sentinels,
    primaryName: name,
    serverUrl,
    sentinelUrl: (address) => urlOf(scheme, sentinelLogin.join(':').replace(/^:$/, ''), address),
  };
}

/** Reads `redis[s]+cluster://[user[:password]@]host[:port][,host[:port]…]`. Null when the URL is of another form. */
export function clusterPlaceOf(url: string): ClusterPlace | null {
  const groups = CLUSTER_FORM.exec(url)?.groups;
  if (groups === undefined) return null;
  const { scheme = '', login = '', hosts = '' } = groups;
  const serverUrl = (address: Address) => urlOf(scheme, login, address);
  const nodes = addressesOf(hosts, SERVER_PORT_DEFAULT, serverUrl);
  return nodes === null ? null : { nodes, serverUrl };
}

/** Whether it leads to a cluster. */
export const isClusterUrl = (url: string) => clusterPlaceOf(url) !== null;

/** The user in whose name a client logs in; empty when it is the default one. */
export function userOf(url: string): string {
  const place = sentinelPlaceOf(url) ?? clusterPlaceOf(url);
  return new URL(place === null ? url : place.serverUrl(SOMEWHERE)).username;
}

/** Null when one of them is no address, or makes a URL that cannot be parsed, as an odd login does. */
function addressesOf(hosts: string, portDefault: number, serverUrl: (address: Address) => string): Address[] | null {
  const addresses = hosts.split(',').map((host) => addressOf(host, portDefault));
  if (!addresses.every((address) => address !== null)) return null;
  return addresses.every((address) => URL.canParse(serverUrl(address))) ? addresses : null;
}

function addressOf(text: string, portDefault: number): Address | null {
  const { host, port = String(portDefault) } = HOST_FORM.exec(text)?.groups ?? {};
  if (host === undefined || Number(port) === 0 || Number(port) > PORT_MAX) return null;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function urlOf(scheme: string, login: string, { host, port }: Address, db?: string): string {
  const at = login === '' ? '' : `${login}@`;
  const name = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${at}${name}:${port}${db === undefined ? '' : `/${db}`}`;
}
