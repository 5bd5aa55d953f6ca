import { setTimeout as after } from 'node:timers/promises';
import { messageOf } from '@stockade/redis';
import pLimit from 'p-limit';
import { Pool } from 'undici';
import { z } from 'zod';
import { endWith } from './end-with.js';
import { GatewayError } from './gateway.js';

/**
 * How many changing calls run at the same time; the others wait, and that time does not count for their deadline. A store has more
 * payments in hand than a busy provider can answer within one deadline: if all were sent at once, all could fail for ever.
 */
const CHANGES_AT_ONCE_MAX = 128;
/** Customers may read payments as often as they like; so reads wait for each other, and a change never waits for a read. */
const READS_AT_ONCE_MAX = 16;
const CONNECTIONS_MAX = CHANGES_AT_ONCE_MAX + READS_AT_ONCE_MAX;
/** Before each repeat. What takes longer to pass is for the retries of the consumer, which slow down by themselves. */
const REPEAT_PAUSES_MS = [50, 200] as const;
/** A provider that asks for a longer pause is not asked again by the same call. */
const RETRY_AFTER_MAX_MS = 1_000;
const MS_PER_S = 1_000;
const OK = 200;
/** It is busy or on its way back, and has most likely done nothing. */
const PASSING = [429, 502, 503, 504];
/** Characters of an answer that is no problem document, in the message about it. */
const TEXT_SHOWN_MAX = 200;

interface ProviderRequest {
  method: 'GET' | 'POST';
  /** With the query. */
  path: string;
  idempotencyKey?: string;
  body?: unknown;
}

export interface ProviderPlace {
  /** Its origin, such as `http://127.0.0.1:8090`. */
  url: string;
  /** How long each try may take. */
  timeoutMs: number;
}

/** A provider that is asked over HTTP, on connections that are kept. */
export interface AskProvider {
  /**
   * Parses the answer 200; null for one of the statuses in `nothing`. A try whose connection failed, or whose answer
   * says that the trouble passes, is repeated after a moment. Throws a GatewayError when no answer came of it, and the
   * reason of the signal when that ended it.
   */
  ask<Answer>(request: ProviderRequest, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer>;
  find<Answer>(request: ProviderRequest, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer | null>;
  close(): Promise<void>;
}

/** The result of one try. */
type Tried = { status: number; text: string; retryAfter: string | undefined } | { failed: string; passes: boolean };

export function makeAskProvider({ url, timeoutMs }: ProviderPlace): AskProvider {
  // The deadline of a try covers all of it.
  const bounds = { connect: { timeout: timeoutMs }, headersTimeout: 0, bodyTimeout: 0 };
  const pool = new Pool(url, { connections: CONNECTIONS_MAX, ...bounds });

  const inTurn = { POST: pLimit(CHANGES_AT_ONCE_MAX), GET: pLimit(READS_AT_ONCE_MAX) };

  async function tryOnce(request: ProviderRequest, signal: AbortSignal): Promise<Tried> {
    signal.throwIfAborted();
    const ending = endWith(signal, timeoutMs);
    try {
      const { statusCode, headers, body } = await pool.request({ ...toRequest(request), signal: ending.signal });
      const [retryAfter] = [headers['retry-after']].flat();
      return { status: statusCode, text: await body.text(), retryAfter };
    } catch (error) {
      signal.throwIfAborted();
      // It may still be working on it: to ask again at once would only add to its load.
      if (ending.signal.aborted) return { failed: `did not answer within ${timeoutMs} ms`, passes: false };
      return { failed: `cannot be reached: ${messageOf(error)}`, passes: true };
    } finally {
      ending.release();
    }
  }

  async function insist(request: ProviderRequest, signal: AbortSignal): Promise<{ status: number; text: string }> {
    for (let repeats = 0; ; repeats++) {
      const tried = await inTurn[request.method](() => tryOnce(request, signal));
      if ('status' in tried && !PASSING.includes(tried.status)) return tried;
      const pauseMs = pauseBeforeRepeat(repeats, tried);
      if (pauseMs === null) throw new GatewayError(`the payment provider at ${url} ${describe(tried)}`);
      // A signal of its own: many calls may pause on one, and Node takes more than ten listeners for a leak.
      await after(pauseMs, undefined, { signal: AbortSignal.any([signal]) });
    }
  }

  async function find<Answer>(request: ProviderRequest, schema: z.ZodType<Answer>, signal: AbortSignal) {
    const answer = await insist(request, signal);
    if (answer.status === 404) return null;
    if (answer.status !== OK) throw new GatewayError(`the payment provider at ${url} ${describe(answer)}`);
    const parsed = schema.safeParse(parseJson(answer.text));
    if (parsed.success) return parsed.data;
    throw new GatewayError(`the payment provider at ${url} answered ${shorten(answer.text)}, which is not understood`);
  }

  return {
    find,
    async ask(request, schema, signal) {
      const answer = await find(request, schema, signal);
      if (answer !== null) return answer;
      throw new GatewayError(`the payment provider at ${url} knows no ${request.method} ${request.path}`);
    },
    close: () => pool.destroy(),
  };
}

function toRequest({ method, path, idempotencyKey, body }: ProviderRequest) {
  const headers: Record<string, string> = {};
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  if (body === undefined) return { method, path, headers };
  headers['content-type'] = 'application/json';
  return { method, path, headers, body: JSON.stringify(body) };
}

/** Null when this call does not ask again. */
function pauseBeforeRepeat(repeats: number, tried: Tried): number | null {
  const pauseMs = REPEAT_PAUSES_MS[repeats];
  if (pauseMs === undefined || ('failed' in tried && !tried.passes)) return null;
  const askedMs = 'status' in tried ? readRetryAfter(tried.retryAfter) : 0;
  return askedMs > RETRY_AFTER_MAX_MS ? null : Math.max(pauseMs, askedMs);
}

/** Seconds, or a date (RFC 9110, section 10.2.3); anything else asks for nothing. */
function readRetryAfter(field: string | undefined): number {
  if (field === undefined) return 0;
  if (/^\d+$/.test(field)) return Number(field) * MS_PER_S;
  const atMs = Date.parse(field);
  return Number.isNaN(atMs) ? 0 : atMs - Date.now();
}

const problemSchema = z.object({ detail: z.string() });

function describe(tried: Tried | { status: number; text: string }): string {
  if ('failed' in tried) return tried.failed;
  const problem = problemSchema.safeParse(parseJson(tried.text));
  return `answered ${tried.status}: ${problem.success ? problem.data.detail : shorten(tried.text)}`;
}

const shorten = (text: string) => JSON.stringify(text.slice(0, TEXT_SHOWN_MAX));

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
