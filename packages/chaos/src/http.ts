import { Agent, request } from 'node:http';

/** Longer than a frozen service sleeps, so that a late answer is still an answer. */
const ANSWER_DEADLINE_MS = 8_000;

export interface HttpAnswer {
  status: number;
  body: unknown;
}

/** Nobody listened: the request was never read. */
export class NotSent extends Error {}

/** The request went out and its answer did not come back. */
class AnswerLost extends Error {}

export interface Http {
  send(method: string, url: string, token: string | null, body?: unknown): Promise<HttpAnswer>;
  close(): void;
}

/** A plain HTTP client that tells a request that was not sent from an answer that was lost. It repeats nothing. */
export function makeHttp(connectionsMax: number): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });
  return {
    send: (method, url, token, body) => send(agent, method, url, token, body),
    close: () => agent.destroy(),
  };
}

function send(agent: Agent, method: string, url: string, token: string | null, body: unknown): Promise<HttpAnswer> {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const headers: Record<string, string | number> = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
  };
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers, timeout: ANSWER_DEADLINE_MS }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('error', (error) => reject(new AnswerLost(error.message)));
      incoming.on('end', () => {
        const answer = parseJson(text);
        if (answer === undefined) reject(new AnswerLost('half an answer'));
        else resolve({ status: incoming.statusCode ?? 0, body: answer });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
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
