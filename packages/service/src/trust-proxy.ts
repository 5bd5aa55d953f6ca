import { isIP } from 'node:net';
import type { TrustProxy } from '@stockade/http';
import { z } from 'zod';

const HOPS_MAX = 10;
/** Express' names for the private address ranges. */
const RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);
const HELP =
  'must be the number of proxies in front, or their addresses and subnets separated by commas, such as 10.0.0.0/8, loopback';

/**
 * Which proxies' X-Forwarded-For is trusted, in the form of Express' `trust proxy`: none (false), a number of proxies
 * in front of the service, or those at the given addresses. Never all, because then a client could choose its address.
 */
export const trustProxySchema = z.string().transform((text, issue): TrustProxy => {
  if (text === 'false') return false;
  if (/^\d+$/.test(text)) {
    const hops = Number(text);
    if (hops <= HOPS_MAX) return hops === 0 ? false : hops;
  }
  const proxies = text.split(',').map((proxy) => proxy.trim());
  if (proxies.every((proxy) => RANGES.has(proxy) || isSubnet(proxy))) return proxies;
  issue.addIssue({ code: 'custom', message: HELP });
  return z.NEVER;
});

/** An address, or a subnet smaller than the whole Internet. */
function isSubnet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
