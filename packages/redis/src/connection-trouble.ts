/** What it means that a connection cannot be made, by the begin of the reply of Redis. */
const REPLIES: readonly (readonly [prefix: string, meaning: string])[] = [
  ['WRONGPASS', 'it refuses the user or the password of REDIS_URL: correct them, and start the service again'],
  ['NOAUTH', 'it wants a password, and REDIS_URL has none'],
  ['ERR AUTH', 'it has no password, and REDIS_URL has one'],
  ['NOPERM', 'the user of REDIS_URL lacks a right that each connection needs, see docker/secrets/redis-users.acl'],
  ['DENIED', 'it is in protected mode: give it a password'],
  ['ERR DB index', 'it has no database of the number in REDIS_URL'],
  ['ERR max number of clients', 'it takes no more connections: raise maxclients'],
  // Of the client: a server without TLS says nothing to who speaks it.
  ['Connection timeout', 'nothing answers at the address of REDIS_URL, or not in TLS where that says rediss://'],
];
const UNKNOWN_CA = 'its certificate is of a CA that is not known here: name the file of that in NODE_EXTRA_CA_CERTS';
/** The same by the code of an error of a socket. */
const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the address of REDIS_URL',
  ENOTFOUND: 'the name in REDIS_URL is not known',
  EAI_AGAIN: 'the name in REDIS_URL cannot be looked up',
  ECONNRESET: 'it breaks off each connection, as one does that wants rediss://',
  EHOSTUNREACH: 'there is no way to the address of REDIS_URL',
  ETIMEDOUT: 'nothing answers at the address of REDIS_URL',
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_CA,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_CA,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_CA,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name than that in REDIS_URL',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS: REDIS_URL must begin with redis://',
};

/**
 * What the error of a connection means and what to do about it, for everybody to see: without address, user and password. Null for
 * one that is not known.
 */
export function connectionTroubleOf(error: Error): string | null {
  const code = 'code' in error ? String(error.code) : '';
  const ofCode = CODES[code];
  if (ofCode !== undefined) return `${ofCode} (${code})`;
  const [prefix, ofReply] = REPLIES.find(([begin]) => error.message.startsWith(begin)) ?? [];
  return ofReply === undefined ? null : `${ofReply} (${prefix})`;
}
