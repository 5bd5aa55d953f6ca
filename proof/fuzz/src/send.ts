import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Stack } from '@stockade/local';
import type { WireAnswer } from '@stockade/testing/described';
import type { FuzzRequest } from './request.js';

/** No request may take so long, on however busy a machine; most take a thousandth of it. */
const ANSWER_MAX_MS = 20_000;
/** Nothing that a service answers is larger than its viewer's bundle. */
const ANSWER_BYTES_MAX = 8 * 2 ** 20;

/** An answer, or why there is none. */
type Outcome = { answer: WireAnswer; tookMs: number } | { failure: string };

export interface Sender {
  send(request: FuzzRequest): Promise<Outcome>;
  close(): void;
}

/** Sends requests as they are and repeats none. An answer that goes on for ever is left after its header fields. */
export function makeSender({ urls }: Pick<Stack, 'urls'>, connectionsMax: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });
  return {
    async send(request) {
      const startedAt = performance.now();
      const url = new URL(urls[request.service]);
      const sending = request.raw
        ? sendRaw(Number(url.port), request.raw)
        : sendByClient(agent, Number(url.port), request);
      return sending.then(
        (answer) => ({ answer, tookMs: performance.now() - startedAt }),
        (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
      );
    },
    close: () => agent.destroy(),
  };
}

function sendByClient(agent: Agent, port: number, { method, target, headers, body }: FuzzRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ agent, host: '127.0.0.1', port, method, path: target, timeout: ANSWER_MAX_MS });
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    if (body !== null) outgoing.setHeader('content-length', body.length);
    outgoing.on('response', (incoming) => resolve(readAnswer(incoming)));
    outgoing.on('upgrade', () => reject(new Error('the connection was upgraded')));
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${ANSWER_MAX_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

async function readAnswer(incoming: IncomingMessage): Promise<WireAnswer> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  const status = incoming.statusCode ?? 0;
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    incoming.destroy();
    return { status, headers, text: '' };
  }
  let text = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) {
    text += String(chunk);
    if (text.length > ANSWER_BYTES_MAX) throw new Error(`an answer of more than ${ANSWER_BYTES_MAX} bytes`);
  }
  return { status, headers, text };
}

/** The first answer to bytes that may be no request at all. */
function sendRaw(port: number, bytes: Buffer): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    let received = '';
    const isHead = bytes.subarray(0, 5).toString('latin1') === 'HEAD ';
    const socket = connect({ host: '127.0.0.1', port, timeout: ANSWER_MAX_MS });
    const give = (whole: boolean) => {
      const answer = parseAnswer(received, whole, isHead);
      if (answer === undefined && !whole) return;
      if (answer === 'two answers') reject(new Error('two answers to one request'));
      else if (answer !== undefined) resolve(answer);
      socket.destroy();
    };
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      give(false);
    });
    socket.on('timeout', () => socket.destroy(new Error(`no answer within ${ANSWER_MAX_MS} ms`)));
    // Refused half-way, a service may close while we still write: what it said before counts.
    socket.on('error', (error) => {
      give(true);
      reject(error);
    });
    socket.on('close', () => {
      give(true);
      reject(new Error(`the connection was closed after ${received.length} bytes: ${received.slice(0, 100)}`));
    });
    socket.write(bytes);
  });
}

/** Undefined as long as it is not all there. `whole`: there is no more to come. */
function parseAnswer(received: string, whole: boolean, isHead: boolean): WireAnswer | 'two answers' | undefined {
  const end = received.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = received.slice(0, Math.max(0, end)).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) return undefined;
  if (status === 100) return parseAnswer(received.slice(end + 4), whole, isHead);
  const headers = new Headers();
  for (const line of lines) headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  const body = received.slice(end + 4);
  const endless = headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const length = isHead || endless || status === 204 ? 0 : Number(headers.get('content-length') ?? Infinity);
  if (!whole && body.length < length) return undefined;
  // Whoever refuses what it could not read did not know that it was a HEAD, and sends a body.
  if (body.slice(length).startsWith('HTTP/')) return 'two answers';
  return { status, headers, text: Buffer.from(body, 'latin1').toString('utf8') };
}
