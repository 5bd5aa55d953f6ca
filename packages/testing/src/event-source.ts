import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** A client of server-sent events, and all that it has been sent. */
export interface EventSourceConnection {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly events: readonly EventSourceMessage[];
  /** How many comments have come, such as heartbeats. */
  comments(): number;
  /** After how many milliseconds the server wants it back, once it has said so. */
  retryMs(): number | undefined;
  /** What was answered instead of events. */
  text(): string;
  /** How the answer came to its end: as it should, cut off in the middle, or by our leaving. Undefined as long as it goes on. */
  end(): 'ended' | 'broken' | 'closed' | undefined;
  /** Goes away in the middle. */
  close(): void;
}

/**
 * Asks for server-sent events, on a connection of its own; resolves when the answer begins. It does not come back by
 * itself, as browsers do. No fetch(), which takes an answer that was cut off for a whole one when it says that its
 * connection closes.
 */
export async function openEventSource(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventSourceConnection> {
  const request = get(url, { headers, agent: false });
  const [response] = await once(request, 'response');
  if (!(response instanceof IncomingMessage)) throw new Error(`${url} did not answer`);
  const { statusCode: status = 0 } = response;
  const events: EventSourceMessage[] = [];
  let comments = 0;
  let retryMs: number | undefined;
  let text = '';
  let end: ReturnType<EventSourceConnection['end']>;
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: () => (comments += 1),
    onRetry: (ms) => (retryMs = ms),
  });
  const isStream = response.headers['content-type'] === 'text/event-stream';
  response.setEncoding('utf8');
  response.on('data', (piece: string) => {
    if (isStream) parser.feed(piece);
    else text += piece;
  });
  response.on('error', () => 'told by its close');
  response.on('close', () => (end ??= response.complete ? 'ended' : 'broken'));

  return {
    status,
    headers: response.headers,
    events,
    comments: () => comments,
    retryMs: () => retryMs,
    text: () => text,
    end: () => end,
    close() {
      end ??= 'closed';
      request.destroy();
    },
  };
}
