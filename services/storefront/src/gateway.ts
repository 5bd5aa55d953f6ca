import type { RequestListener } from 'node:http';
import {
  chooseRequestId,
  internalError,
  makeLogEnded,
  makeReadClientSide,
  methodNotAllowed,
  noRoute,
  ProblemError,
  validationError,
  type TrustProxy,
} from '@stockade/http';
import type { Logger } from '@stockade/service';
import { answerHealth, isOfHealth, type Trouble } from './health.js';
import type { Pages } from './serving/built-pages.js';
import type { LiveAnswers } from './passing/live-answers.js';
import { API, hasRoute, methodsOf, type ServiceName } from './passing/match-route.js';
import { passOn } from './passing/pass-on.js';
import type { Upstream } from './passing/upstream.js';
import { isOfSession, makeSession } from './session/session.js';
import { answerProblem, type Visit } from './visit.js';

/** No page is there, in whatever case. */
const OF_THE_API = /^\/api(?:\/|$)/i;
/** A path that some reader could take for another one. */
const AMBIGUOUS = /\/\/|\/\.{1,2}(?:\/|$)|\\|%(?:00|2e|2f|5c)/i;

interface Parts {
  upstreams: Readonly<{ store: Upstream } & Partial<Record<ServiceName, Upstream>>>;
  pages: Pages;
  live: LiveAnswers;
  trustProxy: TrustProxy;
  trouble: Trouble;
  logger: Logger;
}

/** One origin for a browser: the pages, the session of the browser, and what is passed on to the services. */
export function makeGateway({ upstreams, pages, live, trustProxy, trouble, logger }: Parts): RequestListener {
  const session = makeSession(upstreams.store);

  async function visitOwn(visit: Visit, path: string): Promise<void> {
    if (isOfSession(path)) await session(visit, path);
    else if (isOfHealth(path)) answerHealth(visit, path, trouble());
    else if (AMBIGUOUS.test(path) || OF_THE_API.test(path)) throw noSuchRoute(visit);
    else await pages.answer(visit, path);
  }

  function route(visit: Visit): void {
    const { url = '', method = '' } = visit.req;
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    if (path.startsWith(API)) {
      const slash = path.indexOf('/', API.length);
      const upstream = slash < 0 ? undefined : serviceNamed(path.slice(API.length, slash));
      if (upstream === undefined) throw noSuchRoute(visit);
      if (!hasRoute(upstream.name, method, path.slice(slash))) throw noSuchMethod(visit, upstream, path.slice(slash));
      passOn(upstream, url.slice(slash), visit, live);
      return;
    }
    visitOwn(visit, path).catch((error: unknown) => answerError(visit, error));
  }

  function serviceNamed(name: string): Upstream | undefined {
    return Object.values(upstreams).find((upstream) => upstream.name === name);
  }

  return makeListener(route, { trustProxy, logger });
}

/** A service as a whole, with its documents, health and metrics, for whoever knows the port of the service alone. */
export function makeServicePort(
  upstream: Upstream,
  { live, trustProxy, logger }: Omit<Parts, 'upstreams' | 'pages' | 'trouble'>,
) {
  return makeListener((visit) => passOn(upstream, visit.req.url ?? '', visit, live), { trustProxy, logger });
}

/** What is the same for every request, whichever way it goes: `route` may throw a ProblemError. */
function makeListener(
  route: (visit: Visit) => void,
  { trustProxy, logger }: Pick<Parts, 'trustProxy' | 'logger'>,
): RequestListener {
  const readClientSide = makeReadClientSide(trustProxy);
  const logEnded = makeLogEnded(logger);
  return (req, res) => {
    const startedAt = performance.now();
    const { method, url = '' } = req;
    const visit: Visit = { req, res, requestId: chooseRequestId(req), client: readClientSide(req) };
    res.once('close', () => {
      const { requestId, error } = visit;
      const { statusCode, writableFinished: isComplete } = res;
      const durationMs = performance.now() - startedAt;
      logEnded({ requestId, method, url, statusCode, isComplete, durationMs, error });
    });
    try {
      refuseOtherUses(visit);
      route(visit);
    } catch (error) {
      answerError(visit, error);
    }
  };
}

function refuseOtherUses({ req: { url = '', headers } }: Visit): void {
  if (!url.startsWith('/')) throw malformed('This is no proxy');
  // A server may leave h2c alone (RFC 9110, section 7.8), which some clients offer by themselves.
  if (headers.upgrade !== undefined && headers.upgrade.toLowerCase() !== 'h2c')
    throw malformed('No connection is upgraded here');
}

function answerError(visit: Visit, error: unknown): void {
  if (!(error instanceof ProblemError)) visit.error = error;
  answerProblem(visit, error instanceof ProblemError ? error : internalError());
}

const malformed = (message: string) => validationError([{ field: 'request', message }]);
function noSuchMethod(visit: Visit, { name }: Upstream, path: string): ProblemError {
  const methods = methodsOf(name, path);
  return methods.length === 0 ? noSuchRoute(visit) : methodNotAllowed(visit.req.method ?? '', methods);
}

const noSuchRoute = ({ req }: Visit) => noRoute(req.method, req.url ?? '');
