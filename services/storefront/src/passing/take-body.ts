import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';

/** A body of at most this, which is any order, comes in a packet or two. */
const COLLECTED_BYTES_MAX = 16_384;

export const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Calls back with the body of a request: with all of a small one, once it is there, so that a slow client holds up no service
 * and the request can be sent again where nobody listened; with a stream of any other.
 */
export function takeBody(req: IncomingMessage, then: (body: Buffer | Readable) => void): void {
  const length = req.headers['content-length'];
  if (length === undefined || Number(length) > COLLECTED_BYTES_MAX) {
    then(streamOf(req));
    return;
  }
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Not called for a client that leaves before: then nobody waits for an answer.
  req.once('end', () => then(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
}

/** A stream of its own, because undici destroys what it has sent, and with the request its connection would go. */
function streamOf(req: IncomingMessage): Readable {
  const body = new PassThrough();
  req.once('close', () => req.complete || body.destroy(new Error('the client left before its request was complete')));
  // It is told of it as an error of the request that it belongs to.
  body.on('error', () => {});
  return req.pipe(body);
}
