import type { IncomingMessage } from 'node:http';
import type { ClientSide } from '@stockade/http';

/**
 * Whether a request was made by a page of ours. A browser says so itself; where it says nothing, over plain HTTP to another
 * machine, it names at least the origin of the page.
 */
export function isOfOurPages({ headers }: IncomingMessage, { protocol, host }: ClientSide): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin?.toLowerCase() === `${protocol}://${host}`.toLowerCase();
}
