import type { Confirmation } from '@stockade/redis';
import type { IRouter, Request, RequestHandler, Response } from 'express';
import type { Authenticate, Principal } from './principal.js';
import type { Deadline } from './deadline.js';
import { parse } from './parse.js';
import { methodNotAllowed, notFound, ProblemError } from './problems.js';
import { readJson, takeBytes } from './read-json.js';
import type { RateLimits } from './rate-limits.js';
import { rootFrom } from './relative-reference.js';
import { STREAMED, type Answered, type AnyCall, type Beside, type Route } from './route.js';

/** What confirms what is written beside something, or else anywhere. */
export type ConfirmationOf = (beside: Beside | undefined) => Pick<Confirmation, 'mark' | 'confirmed'>;

/** What a request passes on its way to a route. */
interface Gates {
  authenticate: Authenticate;
  limits: RateLimits;
  /** Begins when the whole request is there. */
  deadline: Deadline;
  /** Asked before an answer says that something was written. */
  confirmation: ConfirmationOf;
}

/**
 * Express' side of the routes: each path answers its methods, and 405 to the others. Paths without a parameter come first, with
 * their 405, or `GET /users/login` would be taken for a user by that id.
 */
export function addRoutes(router: IRouter, routes: readonly Route[], gates: Gates): void {
  // What a route does not ask for is not read, and so it cannot be wrong.
  const handled = routes.map((route) => ({
    methods: [route.method, ...(route.methodAliases ?? [])],
    paths: [route.path, ...(route.aliases ?? [])],
    handlers: [...(route.body ? [takeBytes] : []), makeHandler(route, gates)],
  }));
  for (const hasParameter of [false, true]) {
    const methodsByPath = new Map<string, string[]>();
    for (const { methods, paths, handlers } of handled) {
      for (const path of paths.filter((one) => one.includes(':') === hasParameter)) {
        for (const method of methods) router[method](path, ...handlers);
        methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), ...methods.flatMap(namesOf)]);
      }
    }
    for (const [path, methods] of methodsByPath)
      router.all(path, (req) => {
        throw methodNotAllowed(req.method, methods);
      });
  }
}

/** Express answers HEAD where there is a GET (RFC 9110, section 9.3.2). */
const namesOf = (method: string) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]);

/** Checks what came, has the route answer it, and writes the answer. */
function makeHandler(route: Route, { authenticate, limits, deadline, confirmation }: Gates): RequestHandler {
  const { query, body } = route;
  const params = Object.entries(route.params ?? {});
  const headers = Object.entries(route.headers ?? {});
  const isConfirmed = route.method !== 'get' && route.writes !== false;

  function check(req: Request, res: Response, principal: Principal | null): AnyCall {
    return {
      principal,
      params: read(params, (name, { names, schema }) => {
        const text = req.params[name];
        const parsed = schema.safeParse(text);
        if (!parsed.success) throw notFound(`No ${names} ${String(text)}`);
        return parsed.data;
      }),
      query: query && parse(query, req.query, 'query'),
      body: body && parse(body, readJson(req), 'body'),
      headers: read(headers, (name, { schema }) => {
        const text = req.get(name);
        return text === undefined ? undefined : parse(schema, text, name);
      }),
      req,
      res,
    };
  }

  async function confirmed(call: AnyCall) {
    const replicas = confirmation(besideOf(route, call));
    const since = replicas.mark();
    const given = await route.answer(call);
    if (given !== STREAMED) await replicas.confirmed(since);
    return given;
  }

  async function handle(req: Request, res: Response): Promise<void> {
    // The session is asked for while the counters are; a request over its limit learns nothing of it.
    const admitted = admit(route, authenticate, req);
    admitted.catch(() => 'answered below');
    if (route.limit !== null) await limits.take(route.limit, req, res);
    const principal = await admitted;
    try {
      const call = check(req, res, principal);
      const given = await (isConfirmed ? confirmed(call) : route.answer(call));
      if (given === STREAMED) return;
      write(res, route, given);
    } catch (error) {
      // Whoever is refused for what he sent learns first that nobody is logged in.
      if (route.access === 'bearer' && error instanceof ProblemError) await authenticate.user(req);
      throw error;
    }
  }

  return async (req, res) => {
    const done = deadline(res);
    try {
      await handle(req, res);
    } finally {
      done();
    }
  };
}

function besideOf({ writes }: Route, { principal, params, body }: AnyCall): Beside | undefined {
  switch (writes) {
    case 'own':
      return { id: String(principal?.userId) };
    case 'named':
      return { id: String(params['id']) };
    case 'catalogue':
      return writes;
    case undefined:
    case false:
      return undefined;
    default:
      return writes(body);
  }
}

/** Without what express' `res.json` looks up and works out anew for each answer. */
function write(res: Response, { answers }: Route, { status, headers = {}, body, text }: Answered): void {
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    res.setHeader(name, name === 'location' ? rootFrom(res.req.path) + value : value);
  const content = body === undefined ? text : JSON.stringify(body);
  if (content === undefined) {
    res.end();
    return;
  }
  res.setHeader('content-type', answers[status]?.text ?? 'application/json; charset=utf-8');
  res.setHeader('content-length', Buffer.byteLength(content));
  res.end(content);
}

async function admit({ access }: Route, authenticate: Authenticate, req: Request): Promise<Principal | null> {
  switch (access) {
    case 'public':
      return null;
    case 'bearer':
      return authenticate.bearer(req);
    case 'user':
      return authenticate.user(req);
    case 'admin':
      return authenticate.admin(req);
  }
}

function read<Described, Value>(
  described: readonly (readonly [name: string, as: Described])[],
  value: (name: string, as: Described) => Value,
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, as] of described) values[name] = value(name, as);
  return values;
}
