import type { components } from './generated/store.js';

type ProblemDocument = components['schemas']['Problem'];

const MS_PER_S = 1_000;

/** An answer other than the wished one, or none at all (status 0). */
export class ApiProblem extends Error {
  override name = 'ApiProblem';

  /** 0 when no answer came: the request may have had its effect. */
  readonly status: number;
  /** The answer's RFC 9457 document, if it had one. */
  readonly document: ProblemDocument | null;
  /** When the request may be repeated, as Retry-After says; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, detail: string, document: ProblemDocument | null, retryAfterMs: number | null) {
    super(detail);
    this.status = status;
    this.document = document;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later: the service is away, busy, or no answer came. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }

  /** What is wrong with a field of the request, or undefined. */
  about(field: string): string | undefined {
    return this.document?.errors?.find((error) => error.field === field)?.message;
  }
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an answer of one of the clients. Throws an ApiProblem when it is a problem, or did not come. */
export async function dataOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, response, error } = await answer.catch((cause: unknown) => {
    throw noAnswer(cause);
  });
  if (response.ok && data !== undefined) return data;
  throw problemOf(response, error);
}

/** Resolves when one of the clients got an answer of success, with or without data. Throws an ApiProblem otherwise. */
export async function done(answer: Promise<Answer<unknown>>): Promise<void> {
  const { response, error } = await answer.catch((cause: unknown) => {
    throw noAnswer(cause);
  });
  if (!response.ok) throw problemOf(response, error);
}

/** The problem that an answer tells; `body` is its parsed body. */
export function problemOf(response: Response, body: unknown): ApiProblem {
  const document = isProblem(body) ? body : null;
  const detail = document?.detail ?? `The answer was ${response.status} ${response.statusText}`.trim();
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiProblem(response.status, detail, document, Number.isFinite(seconds) ? seconds * MS_PER_S : null);
}

/** The problem of a request that got no answer. */
export function noAnswer(cause: unknown): ApiProblem {
  if (cause instanceof ApiProblem) return cause;
  const problem = new ApiProblem(0, 'No answer came', null, null);
  problem.cause = cause;
  return problem;
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string';
}
