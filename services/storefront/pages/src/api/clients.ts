import { makeClients, type ServiceName } from '@stockade/client';
import { makeAccessTokens } from '../session/tokens.js';
import { noteAnswer } from './reachable.js';

export const tokens = makeAccessTokens();

const addressOf = (service: ServiceName) => `/api/${service}`;

/** The services behind the gateway. Requests carry the token of the session; one that has run out is renewed once. */
export const clients = makeClients((service) => `${location.origin}${addressOf(service)}`, sendNoted);

/** Opens a stream of events of a service. */
export const openStream = (
  service: ServiceName,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> => send(new Request(`${addressOf(service)}${path}`, { headers, signal, cache: 'no-store' }));

async function sendNoted(service: ServiceName, request: Request): Promise<Response> {
  try {
    const response = await send(request);
    noteAnswer(service, response.status);
    return response;
  } catch (error) {
    if (!request.signal.aborted) noteAnswer(service, 0);
    throw error;
  }
}

async function send(request: Request): Promise<Response> {
  const used = tokens.current.get();
  if (used === null) return fetch(request);
  const again = request.clone();
  const response = await fetch(withToken(request, used));
  if (response.status !== 401) return response;
  const newer = await tokens.renew(used);
  return newer === null ? response : fetch(withToken(again, newer));
}

function withToken(request: Request, token: string): Request {
  request.headers.set('authorization', `Bearer ${token}`);
  return request;
}
