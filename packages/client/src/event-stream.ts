import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { noAnswer, problemOf } from './problem.js';

/** Services send a heartbeat every 15 s. A stream that is silent for longer is dead, whatever the socket says. */
const SILENCE_MAX_MS = 20_000;
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 5_000;

export interface StreamOptions {
  /** Opens the stream; the signal aborts it. */
  open: (headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Response>;
  onEvent: (event: EventSourceMessage) => void;
  /** Called at each change; `retryInMs` with 'waiting'. */
  onState: (state: StreamState) => void;
  /** Ends it for good. */
  signal: AbortSignal;
}

/** `over`: the server has no more to say. `refused`: a repetition would not help, as when the session has ended. */
export type StreamState =
  | { is: 'connecting' }
  | { is: 'open' }
  | { is: 'waiting'; retryInMs: number }
  | { is: 'over' }
  | { is: 'refused' };

/**
 * Follows a stream of server-sent events and reconnects with `Last-Event-ID` until the signal aborts, the server has no
 * more to say (204), or it refuses (400 to 404). Unlike the browser's EventSource it can send a token, and it notices a
 * connection on which nothing comes any more.
 */
export async function followStream(options: StreamOptions): Promise<void> {
  const { onState, signal } = options;
  let lastEventId = '';
  let failures = 0;
  while (!signal.aborted) {
    onState({ is: 'connecting' });
    const outcome = await readOnce(options, lastEventId, (event) => {
      failures = 0;
      if (event.id !== undefined) lastEventId = event.id;
      options.onEvent(event);
    });
    if (signal.aborted) return;
    if (outcome.is !== 'broken') return onState(outcome);
    const retryInMs = outcome.retryAfterMs ?? Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures);
    failures += 1;
    onState({ is: 'waiting', retryInMs });
    await pause(retryInMs, signal);
  }
}

type Outcome = { is: 'over' } | { is: 'refused' } | { is: 'broken'; retryAfterMs: number | null };

/** One connection, until it ends. */
async function readOnce(
  { open, onState, signal }: StreamOptions,
  lastEventId: string,
  onEvent: (event: EventSourceMessage) => void,
): Promise<Outcome> {
  const connection = new AbortController();
  const leave = () => connection.abort();
  signal.addEventListener('abort', leave);
  let silence = setTimeout(leave, SILENCE_MAX_MS);
  try {
    const response = await open(lastEventId === '' ? {} : { 'last-event-id': lastEventId }, connection.signal);
    if (response.status === 204) return { is: 'over' };
    if (!response.ok || response.body === null) {
      const { status, retryAfterMs } = problemOf(response, null);
      return status >= 400 && status <= 404 ? { is: 'refused' } : { is: 'broken', retryAfterMs };
    }
    onState({ is: 'open' });
    const parser = createParser({ onEvent });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(silence);
      silence = setTimeout(leave, SILENCE_MAX_MS);
      parser.feed(part.value);
    }
    return { is: 'broken', retryAfterMs: null };
  } catch (error) {
    return { is: 'broken', retryAfterMs: noAnswer(error).retryAfterMs };
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', leave);
    connection.abort();
  }
}

/** Waits, but not longer than until the signal aborts or the browser is online again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
  });
}
