import { validationError } from './problems.js';

/**
 * The fields of a query (application/x-www-form-urlencoded, as the URL Standard has it), for express. A name that comes
 * twice has a list. Throws the problem 400 for a percent sign that encodes nothing, and for bytes that are no UTF-8: taken
 * for U+FFFD, as Node's own reader does, different bytes would become the same text.
 */
export function readQuery(query: string | null | undefined): Readonly<Record<string, string | string[]>> {
  const fields = new Map<string, string | string[]>();
  for (const field of (query ?? '').split('&')) {
    if (field === '') continue;
    const [name = '', ...rest] = field.split('=');
    const key = decode(name, 'query');
    const value = decode(rest.join('='), key);
    const known = fields.get(key);
    if (Array.isArray(known)) known.push(value);
    else fields.set(key, known === undefined ? value : [known, value]);
  }
  return Object.fromEntries(fields);
}

function decode(encoded: string, field: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw validationError([{ field, message: 'must be UTF-8, each byte that is not ASCII as % and two hex digits' }]);
  }
}
