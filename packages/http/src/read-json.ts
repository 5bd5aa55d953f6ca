import { isUtf8 } from 'node:buffer';
import { raw, type Request, type RequestHandler } from 'express';
import { ProblemError, unsupportedMediaType, validationError } from './problems.js';
import { shorten } from './shorten.js';

/** A body of more than this is answered 413, compressed or not. An order of the most lines takes about a tenth. */
export const BODY_BYTES_MAX = 100_000;

/** Takes the bytes of a JSON body from the connection; `readJson` says what they mean. */
export const takeBytes: RequestHandler = raw({ limit: BODY_BYTES_MAX, type: 'application/json' });

/**
 * The JSON of a request whose bytes were taken; an empty object when it has none. Throws the problem 415 or 400.
 *
 * Not express.json(): it takes a byte that is no UTF-8 for U+FFFD, and with it any two of them for the same. This takes as
 * long.
 */
export function readJson(req: Request): unknown {
  const bytes: unknown = req.body;
  if (!Buffer.isBuffer(bytes)) {
    if (req.is('application/json') === false) throw unsupportedMediaType(req.get('content-type'));
    return {};
  }
  // JSON between systems is UTF-8 (RFC 8259, section 8.1).
  const charset = CHARSET.exec(req.headers['content-type'] ?? '')?.groups?.['name'];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new ProblemError(415, `The charset must be utf-8, not ${charset}`);
  if (!isUtf8(bytes)) throw unreadable('must be UTF-8');
  return parseJson(bytes.toString());
}

const CHARSET = /;\s*charset\s*=\s*"?(?<name>[^\s";]*)/i;
const BYTE_ORDER_MARK = '\ufeff';

function parseJson(text: string): unknown {
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (json === '') return {};
  if (json.includes(String.raw`\u`) && holdsHalfACharacter(json))
    throw unreadable(String.raw`must be of whole characters: an escape such as \ud800 is half of one`);
  const value = parseText(json);
  if (json.includes(PROTO) || json.includes(String.raw`\u`)) refuseProto(value);
  return value;
}

function parseText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw unreadable(`must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What no object can carry on like other fields: it would vanish without a word. */
const PROTO = '__proto__';
/** Characters of the path of such a field in the answer. */
const FIELD_LENGTH_MAX = 200;

interface Inside {
  value: unknown;
  name: string;
  /** What it is a field of; not a path, which would be long for what is nested deeply. */
  parent: Inside | null;
}

function refuseProto(whole: unknown): void {
  const left: Inside[] = [{ value: whole, name: '', parent: null }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      const field: Inside = { value: inner, name, parent: next };
      if (name === PROTO) throw validationError([{ field: pathOf(field), message: 'has a name that is not allowed' }]);
      left.push(field);
    }
  }
}

function pathOf(field: Inside): string {
  const names: string[] = [];
  for (let one: Inside | null = field; one?.parent; one = one.parent) names.push(one.name);
  return shorten(names.toReversed().join('.'), FIELD_LENGTH_MAX);
}

/** Every escape that may stand in JSON, a pair of surrogates as one; none that is half of a pair. */
const WHOLE_ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u(?![dD][89a-fA-F])|[^u])/g;

/** Escapes are the one way for half a character to come in bytes that are UTF-8. */
function holdsHalfACharacter(text: string): boolean {
  return text.replaceAll(WHOLE_ESCAPES, '').includes('\\');
}

const unreadable = (message: string) => validationError([{ field: 'body', message }]);
