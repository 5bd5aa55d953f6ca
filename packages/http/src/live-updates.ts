import type { Response } from 'express';

/** How long a client waits before it reconnects after its stream has ended. */
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
  /** Sends a comment, so that proxies do not close an idle connection, and so that we notice a client that is gone. */
  beat(): void;
  /** Ends it, once the client has what was sent. */
  end(): void;
  /** Aborted when the answer is over, whoever ended it. */
  readonly closed: AbortSignal;
}

/**
 * Begins the answer at once. The connection closes with it, so that a client that reconnects may reach another replica, and a
 * stopping server has no connection left to wait for. For a request that has been answered meanwhile, the stream is closed already.
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
