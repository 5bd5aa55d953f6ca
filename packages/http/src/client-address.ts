import { isIP, isIPv4 } from 'node:net';
import type { Request } from 'express';
import { Address6 } from 'ip-address';

const NETWORK_BITS = 56;

/**
 * Where a request comes from, as far as TRUST_PROXY lets a proxy say so. An IPv6 client is known by its /56, because one
 * household or server has that many addresses to choose from.
 */
export function addressOf(req: Request): string {
  const address = addressIn(req.ip, req.socket.remoteAddress);
  return address === undefined || isIPv4(address) ? (address ?? 'unknown') : networkOf(address);
}

/**
 * The address of a client: the one that a proxy says, or that of the connection when what the proxy says is none. An IPv4
 * address in the form of one.
 */
export function addressIn(said: string | undefined, connected: string | undefined): string | undefined {
  const address = [withoutPort(said), connected].find((known) => known !== undefined && isIP(known));
  // How a socket that listens for both kinds writes an IPv4 address. The library knows it too and takes 8 µs for it.
  return address?.replace(/^::ffff:(?=\d+\.)/i, '');
}

function networkOf(address: string): string {
  const network = new Address6(`${address}/${NETWORK_BITS}`);
  return network.isMapped4() ? network.to4().correctForm() : network.networkForm();
}

const WITH_PORT = /^(?:(?<v4>\d+(?:\.\d+){3}):\d+|\[(?<v6>[\da-f:.]+)\](?::\d+)?)$/i;

/** Some proxies, such as Azure's, write the port of the client behind its address. */
function withoutPort(address: string | undefined): string | undefined {
  if (address === undefined || isIP(address) !== 0) return address;
  const { v4, v6 } = WITH_PORT.exec(address)?.groups ?? {};
  return v4 ?? v6;
}
