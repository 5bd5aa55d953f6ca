/**
 * Header fields that belong to one connection, and end with it (RFC 9110, section 7.6.1), in lower case; `expect` was met
 * by the server of this connection.
 */
const OF_A_CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/** The services know no cookies; the rest is for the gateway to say. */
const NOT_ASKED = new Set([
  ...OF_A_CONNECTION,
  'cookie',
  'forwarded',
  'host',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
]);
const NOT_ASKED_WITHOUT_BODY = new Set([...NOT_ASKED, 'content-length']);
const NOT_ANSWERED = new Set([...OF_A_CONNECTION, 'set-cookie']);

const CONNECTION = 'connection';
/** Values of `Connection` that name no header field. */
const NAMES_NO_FIELD = /^(?:close|keep-alive)?$/i;

/** The fields of a request that are passed on, as names and values in turn, to which more can be added. */
export function fieldsToAsk(raw: readonly string[], connection: string | undefined, hasBody: boolean): string[] {
  return without(raw, extended(hasBody ? NOT_ASKED : NOT_ASKED_WITHOUT_BODY, connection));
}

/** The fields of an answer that are passed back; bytes are characters in HTTP/1.1. */
export function fieldsToAnswer(raw: readonly (Buffer | string)[]): string[] {
  const fields = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return without(fields, extended(NOT_ANSWERED, connectionIn(fields)));
}

/** With the fields that a value of `Connection` names. */
function extended(fields: ReadonlySet<string>, connection: string | undefined): ReadonlySet<string> {
  if (connection === undefined || NAMES_NO_FIELD.test(connection)) return fields;
  return new Set([
    ...fields,
    ...connection
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  ]);
}

/** All values of `Connection`; undefined without one. */
function connectionIn(fields: readonly string[]): string | undefined {
  let value: string | undefined;
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i];
    // The length first: it rules out almost all.
    if (name?.length === CONNECTION.length && name.toLowerCase() === CONNECTION)
      value = value === undefined ? fields[i + 1] : `${value},${fields[i + 1]}`;
  }
  return value;
}

function without(fields: readonly string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i];
    const value = fields[i + 1];
    if (name !== undefined && value !== undefined && !names.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
