import { Agent, request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';

/** Longer than a frozen service sleeps, so that a late answer is still an answer. */
const ANSWER_DEADLINE_MS = 8_000;

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Nobody listened: the request was never read. */
export class NotSent extends Error {}

/** The request went out and its answer did not come back. */
class AnswerLost extends Error {}

export interface SendOptions {
  idempotencyKey?: string | undefined;
  /** After this time the client hangs up, whether it has been answered or not. */
  patienceMs?: number | undefined;
}

export interface Http {
  send(method: string, url: string, token: string | null, body?: unknown, options?: SendOptions): Promise<HttpAnswer>;
  close(): void;
}

/** A plain HTTP client that tells a request that was not sent from an answer that was lost. It repeats nothing. */
export function makeHttp(connectionsMax: number): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });
  return {
    send: (method, url, token, body, { idempotencyKey, patienceMs = ANSWER_DEADLINE_MS } = {}) =>
      send(url, { method, agent }, makeHeaders(token, idempotencyKey), body, patienceMs),
    close: () => agent.destroy(),
  };
}

function makeHeaders(token: string | null, idempotencyKey: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  return headers;
}

function send(
  url: string,
  options: RequestOptions,
  fields: Readonly<Record<string, string>>,
  body: unknown,
  patienceMs: number,
): Promise<HttpAnswer> {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const headers = { ...fields, 'content-length': Buffer.byteLength(payload) };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('error', (error) => reject(new AnswerLost(error.message)));
      incoming.on('end', () => {
        const answer = parseJson(text);
        if (answer === undefined) reject(new AnswerLost('half an answer'));
        else resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: answer });
      });
    });
    const hangUp = setTimeout(() => outgoing.destroy(new Error('no answer in time')), patienceMs);
    outgoing.on('close', () => clearTimeout(hangUp));
    outgoing.on('error', (error) => {
      const refused = 'code' in error && error.code === 'ECONNREFUSED';
      reject(refused ? new NotSent(error.message) : new AnswerLost(error.message));
    });
    outgoing.end(payload);
  });
}

/** Null for an empty body, undefined for one that is no JSON. */
function parseJson(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
