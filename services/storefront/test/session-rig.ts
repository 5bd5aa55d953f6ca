import type { IncomingMessage, ServerResponse } from 'node:http';
import type { useGateways } from './gateway-rig.js';

export const JSON_TYPE = { 'content-type': 'application/json' };
export const OURS = { 'sec-fetch-site': 'same-origin' };
export const CREDENTIALS = JSON.stringify({ email: 'ann@example.org', password: 'correct horse' });
const LIFE_S = 604_800;
/** Once for all tokens: the same name gives the same token, also when a second ends in between. */
const ENDS_AT_S = Math.floor(Date.now() / 1_000) + LIFE_S;

/** As the store signs them; nobody but the store checks the signature. */
export function tokenOf(name: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ jti: name, exp: ENDS_AT_S })}.signature`;
}
export const tokens = (name: string) => ({
  access_token: `access-${name}`,
  token_type: 'bearer',
  expires_in: 900,
  refresh_token: tokenOf(name),
});

export type Answer = (req: IncomingMessage, res: ServerResponse, body: string) => void;
export const give = (status: number, body?: unknown, headers: Record<string, string> = {}): Answer => {
  return (_, res) =>
    void res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** A gateway before a store with these routes, and all that it was asked. */
export async function startSession(
  { startGateway, startUpstream }: ReturnType<typeof useGateways>,
  routes: Readonly<Record<string, Answer>>,
  settings: Readonly<Record<string, string>> = {},
) {
  const asked: { route: string; body: string; headers: IncomingMessage['headers'] }[] = [];
  const store = await startUpstream((req, res) => {
    let body = '';
    req.on('data', (chunk) => (body += String(chunk)));
    req.on('end', () => {
      const route = `${req.method} ${req.url}`;
      asked.push({ route, body, headers: req.headers });
      (routes[route] ?? give(404))(req, res, body);
    });
  });
  return { asked, store, gateway: await startGateway({ STORE_URLS: store.url, ...settings }) };
}

export const cookieIn = (headers: IncomingMessage['headers']) => headers['set-cookie']?.[0] ?? '';
