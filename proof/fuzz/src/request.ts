import type { ServiceName } from '@stockade/local';

/** What is about to be sent. */
export interface FuzzRequest {
  service: ServiceName;
  /** Of the operation that it was made from. */
  operation: { method: string; template: string };
  method: string;
  /** Path and query as they go over the wire. */
  target: string;
  headers: Readonly<Record<string, string | string[]>>;
  body: Buffer | null;
  /** Bytes that go over the wire in place of all the above, past any HTTP client. */
  raw: Buffer | null;
  /** What was done to it, beginning with who sends it. */
  story: readonly string[];
}

/** A good token takes the room of what is to be seen. */
const TOKEN = /Bearer ey[\w-]{30,}\.[\w-]+\.[\w-]+/g;
const SHOWN_BYTES = 600;

/** A request in words, so that somebody can send it again. */
export function describeRequest({ service, method, target, headers, body, raw, story }: FuzzRequest): string {
  const head = raw ? 'raw' : `${method} ${target} ${JSON.stringify(headers)}`;
  return `${service} [${story.join(', ')}] ${cut(head)} ${showBytes(raw ?? body)}`;
}

function showBytes(bytes: Buffer | null): string {
  if (bytes === null) return 'without a body';
  return `${bytes.length} bytes ${JSON.stringify(cut(bytes.subarray(0, SHOWN_BYTES).toString('latin1')))}`;
}

function cut(text: string): string {
  const shown = text.replaceAll(TOKEN, 'Bearer …');
  return shown.length > SHOWN_BYTES ? `${shown.slice(0, SHOWN_BYTES)}…` : shown;
}
