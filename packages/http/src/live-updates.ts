import type { Response } from 'express';

/** After so long a client comes back whose stream has ended. */
const RETRY_MS = 2_000;
/** A client that lets more than this pile up does not read, and is disconnected. It can come back for the rest. */
const UNREAD_BYTES_MAX = 64 * 1_024;

export interface ServerEvent {
  /** What the client sends as Last-Event-ID when it comes back. No line breaks, as in `type`. */
  id: string;
  type: string;
  data: unknown;
}

/** An answer of media type text/event-stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface LiveUpdates {
  send(event: ServerEvent): void;
  /** Sends a comment, for those in between who close idle connections, and for us to notice a client that is gone. */
  beat(): void;
  /** Ends it, once the client has what was sent. */
  end(): void;
  /** Aborted when the answer is over, whoever ended it. */
  readonly closed: AbortSignal;
}

/**
 * Begins the answer at once. The connection closes with it, so that who comes back may be sent to another replica, and
 * a server that stops has none left to wait for. A request that was answered otherwise meanwhile gets a stream that is
 * closed already.
 */
export function openLiveUpdates(res: Response): LiveUpdates {
  const closing = new AbortController();
  if (res.closed || res.headersSent) closing.abort();
  else begin(res, () => closing.abort());

  function write(text: string): void {
    if (res.writableEnded || res.destroyed) return;
    res.write(text);
    if (res.writableLength > UNREAD_BYTES_MAX) res.destroy();
  }

  return {
    send: ({ id, type, data }) => write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(':\n\n'),
    end: () => res.end(),
    closed: closing.signal,
  };
}

function begin(res: Response, onClose: () => void): void {
  res.once('close', onClose);
  res.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    // nginx collects an answer before it passes it on, unless told otherwise.
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  res.write(`retry: ${RETRY_MS}\n\n`);
  // Express has GET routes answer HEAD too, and nobody reads a stream there.
  if (res.req.method === 'HEAD') res.end();
}
