import { isIP, isIPv4 } from 'node:net';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/**
 * Where a request comes from, as far as TRUST_PROXY lets a proxy say so. An IPv6 client is known by its /56, because one
 * household or server has that many addresses to choose from.
 */
export function addressOf(req: Request): string {
  // What a proxy says may be no address, or an address with a port; then it is the proxy that asks.
  const address = [req.ip, req.socket.remoteAddress].find((known) => known !== undefined && isIP(known) !== 0);
  // How a socket that listens for both kinds writes an IPv4 address. The library knows it too and takes 8 µs for it.
  const inner = address?.replace(/^::ffff:/i, '');
  return inner !== undefined && isIPv4(inner) ? inner : ipKeyGenerator(address ?? 'unknown');
}
