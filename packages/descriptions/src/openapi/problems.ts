import { STATUS_CODES } from 'node:http';
import { fieldErrorsOf, PROBLEM_MEDIA_TYPE, problemSchema, type FieldError, type Problem } from '@stockade/contracts';
import {
  forbidden,
  internalError,
  notFound,
  ProblemError,
  tooManyRequests,
  toProblemDocument,
  unauthenticated,
  unavailable,
  unsupportedMediaType,
  validationError,
  type Route,
} from '@stockade/http';
import type { oas31, ZodOpenApiResponseObject } from 'zod-openapi';
import { EXAMPLE_REQUEST_ID, parameterExample, problemExtras } from './examples.js';

/** What can go wrong with a request, by what is answered then. */
interface Trouble {
  readonly description: string;
  readonly error: ProblemError;
  /** It is the same whatever the route. */
  readonly everywhere?: true;
}

export const requestIdHeader: oas31.HeadersObject = {
  'x-request-id': {
    description: 'Names the request in our logs: what the client sent under this name, or a new id',
    required: true,
    schema: { type: 'string' },
  },
};

/** Of the IETF draft "RateLimit header fields for HTTP", version 8; absent where the limits are turned off. */
export const rateLimitHeaders: oas31.HeadersObject = {
  ratelimit: {
    description: 'What is left of the limit, and for how long',
    required: false,
    schema: { type: 'string' },
  },
  'ratelimit-policy': { description: 'The limit and its window', required: false, schema: { type: 'string' } },
};

/** Header fields that problems of a status always have. */
const HEADERS: Readonly<Record<number, oas31.HeadersObject>> = {
  401: { 'www-authenticate': { description: 'How to log in', required: true, schema: { type: 'string' } } },
  429: {
    'retry-after': { description: 'Seconds to wait', required: true, schema: { type: 'integer' } },
    ...rateLimitHeaders,
  },
  503: { 'retry-after': { description: 'Seconds to wait', required: true, schema: { type: 'integer' } } },
};

/** All problems that a route can answer, those included that every route of its kind can. */
export function describeProblems(route: Route): Record<string, ZodOpenApiResponseObject> {
  const own = Object.entries(route.problems ?? {}).map(([status, description]) => ({
    description,
    error: new ProblemError(Number(status), description, problemExtras(route, Number(status))),
  }));
  const troubles: Trouble[] = [...impliedTroubles(route), ...own];
  const statuses = new Set(troubles.map(({ error }) => error.status));
  const ofStatus = (status: number) => troubles.filter(({ error }) => error.status === status);
  return Object.fromEntries([...statuses].map((status) => [status, describeStatus(status, ofStatus(status))]));
}

/** Problems that are the same wherever they come from, by status: written once, and referred to. */
const SHARED = new Map<number, ZodOpenApiResponseObject>();

function describeStatus(status: number, troubles: readonly Trouble[]): ZodOpenApiResponseObject {
  const response = {
    description: troubles.map(({ description }) => description).join('. Or: '),
    headers: { ...requestIdHeader, ...HEADERS[status] },
    content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema, examples: nameExamples(troubles) } },
  };
  const [trouble, ...others] = troubles;
  if (others.length > 0 || !trouble?.everywhere) return response;
  const shared = SHARED.get(status) ?? {
    ...response,
    id: (STATUS_CODES[status] ?? String(status)).replaceAll(' ', ''),
  };
  SHARED.set(status, shared);
  return shared;
}

/** What follows from what a route takes and who may call it. */
function impliedTroubles(route: Route): Trouble[] {
  const { params = {}, body, access, limit } = route;
  const errors = badFieldsOf(route);
  return [
    ...(errors.length > 0
      ? [{ description: 'Something is wrong with what was sent', error: validationError(errors) }]
      : []),
    ...(access === 'public' ? [] : [NOT_LOGGED_IN]),
    ...(access === 'admin' ? [NO_ADMIN] : []),
    ...Object.values(params).map(({ names }) => ({
      description: `There is no such ${names}, or it is not for whoever asks`,
      error: notFound(`No ${names} ${parameterExample(names)}`),
    })),
    ...(body ? [TOO_LARGE, NO_JSON] : []),
    ...(limit ? [TOO_MANY] : []),
    OUR_FAULT,
    UNAVAILABLE,
  ];
}

const everywhere = true as const;
const NOT_LOGGED_IN: Trouble = {
  everywhere,
  description: 'Nobody is logged in, or the session has ended',
  error: unauthenticated('This needs a bearer token; log in first'),
};
const NO_ADMIN: Trouble = { everywhere, description: 'Whoever is logged in is no admin', error: forbidden() };
const TOO_LARGE: Trouble = {
  everywhere,
  description: 'The body is too large',
  error: new ProblemError(413, 'request entity too large'),
};
const NO_JSON: Trouble = {
  everywhere,
  description: 'The body is not JSON',
  error: unsupportedMediaType('text/plain'),
};
const TOO_MANY: Trouble = {
  everywhere,
  description: 'Too many requests came from the same client',
  error: tooManyRequests(17),
};
const OUR_FAULT: Trouble = {
  everywhere,
  description: 'A fault of ours; the log has it under the request id',
  error: internalError(),
};
const UNAVAILABLE: Trouble = {
  everywhere,
  description: 'The data store cannot be reached now; try again',
  error: unavailable(),
};

/** What the route's own schemas say about requests that are certainly bad. */
function badFieldsOf({ query, body, headers = {} }: Route): FieldError[] {
  const bad = [
    ...(query ? [{ name: 'query', schema: query, sent: { limit: '0', ids: '0', from: '0' } }] : []),
    ...(body ? [{ name: 'body', schema: body, sent: {} }] : []),
    ...Object.entries(headers).map(([name, { schema }]) => ({ name, schema, sent: ' ' })),
  ];
  return bad.flatMap(({ name, schema, sent }) => {
    const { error } = schema.safeParse(sent);
    return error ? fieldErrorsOf(error, name) : [];
  });
}

function nameExamples(troubles: readonly Trouble[]): oas31.ExamplesObject {
  return Object.fromEntries(
    troubles.map(({ description, error }, index) => [
      index === 0 ? 'problem' : `problem${index + 1}`,
      { summary: description, value: exampleOf(error) },
    ]),
  );
}

const exampleOf = (error: ProblemError): Problem => toProblemDocument(error, EXAMPLE_REQUEST_ID);
