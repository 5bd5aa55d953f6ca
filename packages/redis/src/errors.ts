import {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  ErrorReply,
  MultiErrorReply,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
} from 'redis';

/** Replies of a Redis that is reachable but cannot serve: starting, failing over, full, or cut off from its disk. */
const NOT_SERVING = [
  'LOADING',
  'READONLY',
  'MASTERDOWN',
  'CLUSTERDOWN',
  'MOVED',
  'ASK ',
  'TRYAGAIN',
  'BUSY ',
  'MISCONF',
  'NOREPLICAS',
  'OOM',
];
/** Replies of a server that is not, or no longer, the primary. A blocked reader gets the last one at a demotion. */
const ELSEWHERE = ['READONLY', 'MASTERDOWN', 'CLUSTERDOWN', 'MOVED', 'UNBLOCKED force unblock'];
const SOCKET_ERROR_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** Not enough replicas have what was written. It may have happened, and whoever repeats it finds out. */
export class NotConfirmedError extends Error {
  override name = 'NotConfirmedError';
}

/** The message of whatever was thrown; of a MULTI, what Redis has said of its commands. */
export function messageOf(error: unknown): string {
  if (error instanceof MultiErrorReply) return [...new Set([...error.errors()].map(messageOf))].join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** True when an error reply of Redis begins with the prefix, such as `NOGROUP`. Redis has no other error codes. */
export function isReply(error: unknown, prefix: string): boolean {
  return error instanceof ErrorReply && error.message.startsWith(prefix);
}

/** True when the reply says that the primary is another server; a new connection may reach it. */
export function isElsewhere(error: unknown): boolean {
  return error instanceof ErrorReply && ELSEWHERE.some((prefix) => error.message.startsWith(prefix));
}

/**
 * True when Redis cannot serve now and may later; an idempotent call can be repeated. A command that was in flight when
 * the socket died has an unknown outcome.
 */
export function isUnavailable(error: unknown): boolean {
  // Not all are instances of our Error: under jest, those of sockets come from outside of the context of the tests.
  if (typeof error !== 'object' || error === null) return false;
  if (error instanceof ErrorReply) return NOT_SERVING.some((prefix) => error.message.startsWith(prefix));
  return (
    error instanceof NotConfirmedError ||
    error instanceof ClientClosedError ||
    error instanceof ClientOfflineError ||
    error instanceof ConnectionTimeoutError ||
    error instanceof DisconnectsClientError ||
    error instanceof SocketClosedUnexpectedlyError ||
    error instanceof SocketTimeoutError ||
    ('code' in error && typeof error.code === 'string' && SOCKET_ERROR_CODES.has(error.code))
  );
}
