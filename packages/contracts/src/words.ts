import { z } from 'zod';
import type { FieldError } from './http/field-errors.js';

/** How many errors an answer names when a request has more, and how many characters of each field name. */
const ERRORS_MAX = 50;
const FIELD_LENGTH_MAX = 200;

/** Zod's names of types in the words of a reader of JSON. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
const NUMBERS = new Set(['number', 'int']);

/**
 * The error message of a schema that expects, say, `a whole number from 1 to 100`; also for a missing value or another
 * type.
 */
export function expecting(what: string): (issue: z.core.$ZodRawIssue) => string {
  return ({ code, expected, input }) => {
    if (input === undefined) return `is missing; it must be ${what}`;
    const isNumberAmiss = typeof input === 'number' && NUMBERS.has(String(expected));
    const isOfAnotherType = code === 'invalid_type' || code === 'invalid_union';
    return isOfAnotherType && !isNumberAmiss ? `must be ${what}, not ${kindOf(input)}` : `must be ${what}`;
  };
}

/** The message for an issue whose schema has none of its own. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return expecting(TYPES[issue.expected] ?? issue.expected)(issue);
    case 'invalid_value':
      return expecting(`${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`)(issue);
    case 'too_small':
      return `must ${bound(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${bound(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'invalid_format':
      return `must be written as a ${issue.format}`;
    case 'invalid_key':
      return `has a name that ${issue.issues[0]?.message ?? 'is not allowed'}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined;
  }
};

// Global: passed to each parse, it would slow down valid ones by some microseconds.
z.config({ customError: inWords });

/** One error per invalid field, under the name that was sent; errors of the value as a whole are under `whole`. */
export function fieldErrorsOf({ issues }: z.core.$ZodError, whole = 'body'): FieldError[] {
  return issues
    .slice(0, ERRORS_MAX)
    .flatMap((issue) => innermost(issue))
    .slice(0, ERRORS_MAX)
    .map(({ path, message }) => ({ field: shortened(path.join('.')) || whole, message: shortened(message) }))
    .filter(isFirst);
}

/** The same message for the same field is reported once, as for a number that breaks two bounds. */
function isFirst({ field, message }: FieldError, i: number, all: readonly FieldError[]): boolean {
  return all.findIndex((other) => other.field === field && other.message === message) === i;
}

/** The same in one line, of a record that was not sent but kept. */
export function reasonsOf(error: z.core.$ZodError): string {
  return fieldErrorsOf(error, 'it')
    .map(({ field, message }) => `${field} ${message}`)
    .join('; ');
}

interface Reason {
  path: readonly PropertyKey[];
  message: string;
}

/**
 * Of names that are not known, one each. For a union, the errors of the alternative that was meant, if the type of the value
 * tells which.
 */
function innermost(issue: z.core.$ZodIssue): Reason[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not known here; leave it out' }));
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter((reasons) =>
    reasons.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
  const [alternative = []] = meant;
  if (meant.length !== 1 || alternative.length === 0) return [issue];
  return alternative.flatMap(innermost).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'boolean' ? String(input) : (TYPES[typeof input] ?? typeof input);
}

function bound(origin: string, which: string, limit: number): string {
  if (origin === 'string') return `have ${which} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${which} ${limit} ${limit === 1 ? 'item' : 'items'}`;
  return `be ${which} ${limit}`;
}

function shortened(text: string): string {
  // Not in the middle of a character.
  return text.length > FIELD_LENGTH_MAX ? `${text.slice(0, FIELD_LENGTH_MAX).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
