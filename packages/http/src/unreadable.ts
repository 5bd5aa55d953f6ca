import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId, PROBLEM_MEDIA_TYPE } from '@stockade/contracts';
import { ProblemError, toProblemDocument, validationError } from './problems.js';
import { BODY_BYTES_MAX } from './read-json.js';

/** How long a refused connection stays: closed at once, it could take the answer along that is still on its way. */
const LINGER_MS = 1_000;

/** A request with more is refused: if some were left out, they could be those that a proxy has added. */
export const HEADER_FIELDS_MAX = 100;

/** A host and perhaps a port (RFC 3986, section 3.2); the host may not be empty where the scheme is http. */
const HOST = /^(?:[\w.~!$&'()*+,;=%-]+|\[[\da-f:.]+\])(?::\d*)?$/i;

/** What of it is not simply malformed, by the code that Node gives it. */
const PROBLEMS: Readonly<Record<string, ProblemError>> = {
  HPE_HEADER_OVERFLOW: new ProblemError(431, 'The header fields are too long'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new ProblemError(413, 'The chunk extensions are too long'),
  ERR_HTTP_REQUEST_TIMEOUT: new ProblemError(408, 'The request did not come in time'),
};

/**
 * Answers what never reaches a route because Node refuses it, with a problem document like everything else; left alone,
 * Node sends a bare status, or nothing at all. The connection is closed afterwards.
 */
export function answerUnreadable(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', (req: IncomingMessage, res: ServerResponse) => answering.set(req.socket, res));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return;
    const last = answering.get(socket);
    if (last !== undefined && isAtWork(last)) last.shouldKeepAlive = false;
    else if (last !== undefined && hasSpoken(last)) socket.destroy();
    else refuse(socket, PROBLEMS[error.code ?? ''] ?? malformed(error.message));
  });
  server.on('connect', (_req, socket: Duplex) => refuse(socket, malformed('This is no proxy')));
  // A client that asks first need not send what is too large whatever it says.
  server.on('checkContinue', (req: IncomingMessage, res: ServerResponse) => {
    if (Number(req.headers['content-length']) > BODY_BYTES_MAX) return answer(res, TOO_LARGE);
    res.writeContinue();
    server.emit('request', req, res);
  });
  server.on('checkExpectation', ({ headers }: IncomingMessage, res: ServerResponse) => {
    answer(res, new ProblemError(417, `No expectation is met but 100-continue, not ${headers.expect}`));
  });
}

/**
 * Refuses a request that two readers could understand differently: too many header fields, and anything but one host that
 * is meant (RFC 9112, section 3.2). HTTP/1.0 may leave the host out.
 */
export function refuseAmbiguous({ rawHeaders, httpVersion }: IncomingMessage, res: ServerResponse): boolean {
  const problem = rawHeaders.length > 2 * HEADER_FIELDS_MAX ? TOO_MANY_FIELDS : hostProblem(rawHeaders, httpVersion);
  if (problem === null) return false;
  answer(res, problem);
  return true;
}

function hostProblem(rawHeaders: readonly string[], httpVersion: string): ProblemError | null {
  let host: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (host !== undefined) return malformed('More than one Host header');
    host = rawHeaders[i + 1];
  }
  if (host === undefined) return httpVersion === '1.0' ? null : malformed('Missing Host header');
  return HOST.test(host) ? null : malformed('The Host header is no host');
}

/** A route that has its request, or takes no body, does what it does: its own answer must tell of it, not a 400. */
function isAtWork({ headersSent, req }: ServerResponse): boolean {
  return !headersSent && (req.complete || req.readableFlowing === null);
}

/** Another answer after this one would be taken for that to the client's next request. */
function hasSpoken({ headersSent, writableFinished, shouldKeepAlive, req }: ServerResponse): boolean {
  return headersSent && !(writableFinished && req.complete && shouldKeepAlive);
}

const TOO_LARGE = new ProblemError(413, `A body has at most ${BODY_BYTES_MAX} bytes`);
const TOO_MANY_FIELDS = new ProblemError(431, `There are more than ${HEADER_FIELDS_MAX} header fields`);
const malformed = (reason: string) => validationError([{ field: 'request', message: reason }]);

function answer(res: ServerResponse, problem: ProblemError): void {
  const { headers, body } = toParts(problem);
  res.writeHead(problem.status, headers).end(body);
}

function refuse(socket: Duplex, problem: ProblemError): void {
  const { headers, body } = toParts(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? 'Error'}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  const lingering = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(lingering));
}

function toParts(problem: ProblemError): { headers: Record<string, string | number>; body: string } {
  const requestId = newId();
  const body = JSON.stringify(toProblemDocument(problem, requestId));
  const headers = {
    'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
    connection: 'close',
  };
  return { headers, body };
}
