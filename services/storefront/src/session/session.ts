import { tokenViewSchema, type TokenView } from '@stockade/contracts';
import { internalError, noRoute, ProblemError, unsupportedMediaType } from '@stockade/http';
import { ask, type Answer } from '../passing/ask.js';
import { fieldsToAsk } from '../passing/fields.js';
import { fieldsOf } from '../passing/pass-on.js';
import { hasBody, takeBody } from '../passing/take-body.js';
import type { Asked } from '../passing/send.js';
import type { Upstream } from '../passing/upstream.js';
import { answer, type Visit } from '../visit.js';
import { cookieOf, hasCookie, isPrivate, noCookie, readCookie } from './cookie.js';
import { isOfOurPages } from './same-origin.js';

const PREFIX = '/session';
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
/** Of an answer of the store, what its reader needs when it is passed back. */
const PASSED_BACK = /^(?:content-type|retry-after|ratelimit(?:-policy)?|www-authenticate)$/i;

/** Whether a path is one of the session's. */
export const isOfSession = (path: string) => path === PREFIX || path.startsWith(`${PREFIX}/`);

/**
 * The session of a browser: its refresh token is in a cookie that no script can read, and the page has the access token, for some
 * minutes and in memory alone. The services know no cookies, so a page of another origin gains nothing by asking them.
 */
export function makeSession(store: Upstream) {
  async function logIn(visit: Visit): Promise<void> {
    const { req } = visit;
    const { 'content-type': type, connection } = req.headers;
    if (!JSON_TYPE.test(type ?? '')) throw unsupportedMediaType(type);
    const fields = [...fieldsToAsk(req.rawHeaders, connection, hasBody(req)), ...fieldsOf(visit)];
    const body = await bodyOf(visit);
    answerTokens(visit, await ask(store, { method: 'POST', path: '/users/login', fields, body }));
  }

  async function refresh(visit: Visit): Promise<void> {
    const answered = await askForTokens(visit);
    if (answered === null) answerWithoutSession(visit);
    else answerTokens(visit, answered);
  }

  async function logOut(visit: Visit): Promise<void> {
    const answered = await askForTokens(visit);
    if (answered !== null && answered.status !== 200) return passBack(visit, answered);
    if (answered !== null) {
      const fields = ['authorization', `Bearer ${tokensIn(answered).access_token}`, ...fieldsOf(visit)];
      const left = await ask(store, { method: 'POST', path: '/users/logout', fields, body: null });
      // The session may have ended in between.
      if (left.status !== 204 && left.status !== 401) return passBack(visit, left);
    }
    answerWithoutSession(visit);
  }

  /** New tokens for the cookie, or another answer of the store; null when there is no session. */
  async function askForTokens(visit: Visit): Promise<Answer | null> {
    const token = readCookie(visit.req.headers.cookie, visit.client);
    if (token === null) return null;
    const fields = ['content-type', 'application/json', ...fieldsOf(visit)];
    const body = Buffer.from(JSON.stringify({ refresh_token: token }));
    const answered = await ask(store, { method: 'POST', path: '/users/refresh', fields, body });
    return answered.status === 401 ? null : answered;
  }

  const routes: Readonly<Record<string, (visit: Visit) => Promise<void>>> = {
    [`POST ${PREFIX}`]: logIn,
    [`DELETE ${PREFIX}`]: logOut,
    [`POST ${PREFIX}/refresh`]: refresh,
  };

  /** Answers a request to one of the session's paths. Throws a ProblemError. */
  return async (visit: Visit, path: string): Promise<void> => {
    const { req, client } = visit;
    if ((req.method === 'GET' || req.method === 'HEAD') && path === PREFIX) {
      answer(visit, 200, { open: hasCookie(req.headers.cookie, client), encrypted: isPrivate(client) });
      return;
    }
    const route = routes[`${req.method} ${path}`];
    if (route === undefined) throw noRoute(req.method, path);
    if (!isOfOurPages(req, client)) throw new ProblemError(403, 'Only pages of this origin may ask for this');
    await route(visit);
  };
}

function bodyOf({ req }: Visit): Promise<Asked['body']> {
  return new Promise((resolve) => (hasBody(req) ? takeBody(req, resolve) : resolve(null)));
}

/** Of tokens, the page gets the one that lasts minutes, and the cookie the other. */
function answerTokens(visit: Visit, answered: Answer): void {
  if (answered.status !== 200) {
    passBack(visit, answered);
    return;
  }
  const { access_token, expires_in, refresh_token } = tokensIn(answered);
  visit.res.setHeader('set-cookie', cookieOf(refresh_token, visit.client));
  answer(visit, 200, { access_token, expires_in });
}

function answerWithoutSession(visit: Visit): void {
  visit.res.setHeader('set-cookie', noCookie(visit.client));
  answer(visit, 204);
}

/** What the store says to whoever logs in, such as that the password is wrong. The cookie stays as it is. */
function passBack({ res, requestId }: Visit, { status, fields, body }: Answer): void {
  const kept: string[] = ['cache-control', 'no-store', 'x-content-type-options', 'nosniff', 'x-request-id', requestId];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [name = '', value = ''] = [fields[i], fields[i + 1]];
    if (PASSED_BACK.test(name)) kept.push(name, value);
  }
  res.writeHead(status, [...kept, 'content-length', String(body.length)]).end(body);
}

function tokensIn({ body }: Answer): TokenView {
  const parsed = tokenViewSchema.safeParse(parseOrNull(body.toString()));
  // What it was does not matter as much as that it is not written to the log: it may hold tokens.
  if (!parsed.success) throw internalError();
  return parsed.data;
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
