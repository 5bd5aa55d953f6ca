import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** A client of server-sent events, and all that it has been sent. */
export interface EventSourceConnection {
  readonly status: number;
  readonly headers: Headers;
  readonly events: readonly EventSourceMessage[];
  /** How many comments have come, such as heartbeats. */
  comments(): number;
  /** After how many milliseconds the server wants it back, once it has said so. */
  retryMs(): number | undefined;
  /** What was answered instead of events. */
  text(): string;
  /** How the answer came to its end, or undefined as long as it goes on. */
  end(): 'ended' | 'broken' | 'closed' | undefined;
  /** Goes away in the middle. */
  close(): void;
}

/** Asks for server-sent events; resolves when the answer begins. It does not come back by itself, as browsers do. */
export async function openEventSource(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventSourceConnection> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
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

  async function receive(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      const piece = decoder.decode(bytes, { stream: true });
      if (response.headers.get('content-type') === 'text/event-stream') parser.feed(piece);
      else text += piece;
    }
  }
  receive().then(
    () => (end ??= 'ended'),
    () => (end ??= 'broken'),
  );

  return {
    status: response.status,
    headers: response.headers,
    events,
    comments: () => comments,
    retryMs: () => retryMs,
    text: () => text,
    end: () => end,
    close() {
      end ??= 'closed';
      leaving.abort();
    },
  };
}
