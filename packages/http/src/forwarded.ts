import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { addressIn } from './client-address.js';

/** Which proxies are believed, in the form of Express' `trust proxy`. */
export type TrustProxy = false | number | string[];

/** The client's side of a connection, as the client sees it. */
export interface ClientSide {
  /** Where the request comes from. */
  readonly address: string;
  /** The host and the port that the client asked for. */
  readonly host: string;
  readonly protocol: 'http' | 'https';
}

/** Reads who asks, and for what: from the connection, and from what a proxy adds that is believed. */
export function makeReadClientSide(trustProxy: TrustProxy): (req: IncomingMessage) => ClientSide {
  const isTrusted = makeTrust(trustProxy);
  return (req) => {
    const { headers, socket } = req;
    const connected = addressIn(undefined, socket.remoteAddress) ?? 'unknown';
    const host = headers.host ?? '';
    if (isTrusted === null || !isTrusted(connected, 0)) return { address: connected, host, protocol: 'http' };
    return {
      // From the nearest proxy on to the first address that is not one of a proxy.
      address: addressIn(proxyAddress(req, isTrusted), socket.remoteAddress) ?? 'unknown',
      host: first(headers['x-forwarded-host']) ?? host,
      protocol: first(headers['x-forwarded-proto'])?.toLowerCase() === 'https' ? 'https' : 'http',
    };
  };
}

function makeTrust(trustProxy: TrustProxy): ((address: string, hop: number) => boolean) | null {
  if (trustProxy === false) return null;
  return typeof trustProxy === 'number' ? (_, hop) => hop < trustProxy : proxyAddress.compile(trustProxy);
}

/** A proxy behind another one may append to what that has written. */
function first(field: string | string[] | undefined): string | undefined {
  const [nearest] = (Array.isArray(field) ? field.join(',') : (field ?? '')).split(',');
  const value = nearest?.trim();
  return value === '' ? undefined : value;
}
