import type { Readable } from 'node:stream';
import { ProblemError } from '@stockade/http';
import type { Dispatcher } from 'undici';
import { ANSWER_MAX_MS, type Address } from './address.js';
import { fieldsToAnswer } from './fields.js';
import type { Upstream } from './upstream.js';

/** How long a client may take to send a request; packages/http holds it to that. */
const REQUEST_MAX_MS = 30_000;
const RETRY_AFTER_S = '1';
const FIRST_FINAL_STATUS = 200;
/**
 * Sent twice, these methods have the same effect as once (RFC 9110, section 9.2.2). PUT is left out although it belongs to them:
 * setting a stock again would put the pieces sold in between on sale once more. It is repeated only under an Idempotency-Key.
 */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE']);
const KEY_FIELD = 'idempotency-key';
/** A request that kills every process that handles it must not kill them all. */
const REPEATS_MAX = 1;

/** A request as it goes to a service. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly fields: string[];
  readonly body: Buffer | Readable | null;
}

/** What becomes of an answer. After `end` or `fail` nothing more comes. */
export interface Receiver {
  begin(status: number, fields: string[]): void;
  /** False when it wants no more until it calls `resume`. */
  take(chunk: Buffer, resume: () => void): boolean;
  end(): void;
  /** There is no answer, or no whole one: `begin` may have been called. */
  fail(problem: ProblemError): void;
}

/**
 * Sends a request to one of the addresses of a service. Another address gets it when nothing of it can have reached the first,
 * or when the first broke off before it had begun to answer and the request can be repeated. Returns a function that gives the
 * request up.
 */
export function send(upstream: Upstream, asked: Asked, receiver: Receiver): () => void {
  let tried: Address[] = [];
  let repeats = 0;
  /** An address has received it, and may have done what was asked. */
  let isSent = false;
  let hasBegun = false;
  let controller: Dispatcher.DispatchController | undefined;
  let isGivenUp = false;

  function attempt(): void {
    const address = upstream.pick(tried);
    if (address === undefined) {
      receiver.fail(isSent ? brokenOff(upstream) : unreachable(upstream));
      return;
    }
    tried.push(address);
    address.busy += 1;
    controller = undefined;
    address.pool.dispatch(optionsOf(asked), handlerFor(address));
  }

  const handlerFor = (address: Address): Dispatcher.DispatchHandler => ({
    onRequestStart(itsController) {
      controller = itsController;
      if (isGivenUp) controller.abort(new Error('given up'));
    },
    onResponseStart({ rawHeaders }, status) {
      address.worked();
      hasBegun = true;
      if (status < FIRST_FINAL_STATUS) return;
      receiver.begin(status, fieldsToAnswer(Array.isArray(rawHeaders) ? rawHeaders : []));
    },
    onResponseData(itsController, chunk) {
      if (!receiver.take(chunk, () => itsController.resume())) itsController.pause();
    },
    onResponseEnd() {
      address.busy -= 1;
      receiver.end();
    },
    onResponseError(_, error) {
      address.busy -= 1;
      if (isGivenUp) return;
      const code = 'code' in error ? error.code : undefined;
      if (code === 'UND_ERR_INVALID_ARG') {
        receiver.fail(new ProblemError(400, 'The request cannot be passed on'));
        return;
      }
      address.failed();
      if (controller === undefined) {
        attempt();
        return;
      }
      isSent = true;
      if (code === 'UND_ERR_HEADERS_TIMEOUT') receiver.fail(tooLate(upstream));
      else if (hasBegun || repeats === REPEATS_MAX || !isRepeatable(asked)) receiver.fail(brokenOff(upstream));
      else {
        repeats += 1;
        // Also where it was, if there is no other: it may have closed no more than the connection.
        tried = [];
        attempt();
      }
    },
  });

  attempt();
  return () => {
    isGivenUp = true;
    controller?.abort(new Error('given up'));
  };
}

/** Whether a request, of which an address has got all or a part, may be sent once more. */
function isRepeatable({ method, fields, body }: Asked): boolean {
  if (body !== null && !Buffer.isBuffer(body)) return false;
  return IDEMPOTENT.has(method) || fields.some((field, i) => i % 2 === 0 && field.toLowerCase() === KEY_FIELD);
}

function optionsOf({ method, path, fields, body }: Asked): Dispatcher.DispatchOptions {
  const options = { method, path, headers: fields, body };
  // A streamed body is sent only as fast as the client sends it, so the time for the answer is longer.
  return body === null || Buffer.isBuffer(body)
    ? options
    : { ...options, headersTimeout: REQUEST_MAX_MS + ANSWER_MAX_MS };
}

const gone = (status: number, detail: string) =>
  new ProblemError(status, detail, { headers: { 'retry-after': RETRY_AFTER_S } });
const unreachable = ({ name }: Upstream) => gone(502, `The ${name} cannot be reached; try again`);
const brokenOff = ({ name }: Upstream) =>
  gone(502, `The ${name} broke off before it had answered: what was asked may have been done`);
const tooLate = ({ name }: Upstream) =>
  gone(504, `The ${name} did not answer within ${ANSWER_MAX_MS / 1_000} s: what was asked may have been done`);
