import { isUtf8 } from 'node:buffer';
import { json, type RequestHandler } from 'express';
import { ProblemError, validationError } from './problems.js';

/** A body of more than this is answered 413, compressed or not. An order of the most lines takes about a tenth. */
const BODY_BYTES_MAX = 100_000;

/**
 * Reads a JSON body. Express' reader takes bytes that are no UTF-8 for U+FFFD, and with it any two of them for the same;
 * so they are looked at before. What is no object is for the schema of the route to refuse, in the words for it.
 */
export const readJson: RequestHandler = json({
  limit: BODY_BYTES_MAX,
  strict: false,
  verify(_req, _res, bytes, charset) {
    // JSON between systems is UTF-8 (RFC 8259, section 8.1); express would take UTF-7, 16 and 32 as well.
    if (charset !== 'utf-8') throw new ProblemError(415, `The charset must be utf-8, not ${charset}`);
    if (!isUtf8(bytes)) throw unreadable('must be UTF-8');
    if (bytes.includes(String.raw`\u`) && holdsHalfACharacter(bytes.toString()))
      throw unreadable(String.raw`must be of whole characters: an escape such as \ud800 is half of one`);
  },
});

/** Every escape that may stand in JSON, a pair of surrogates as one; none that is half of a pair. */
const WHOLE_ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u(?![dD][89a-fA-F])|[^u])/g;

/** Escapes are the one way for half a character to come in bytes that are UTF-8. */
function holdsHalfACharacter(text: string): boolean {
  return text.replaceAll(WHOLE_ESCAPES, '').includes('\\');
}

const unreadable = (message: string) => validationError([{ field: 'body', message }]);
