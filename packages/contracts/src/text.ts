import { z } from 'zod';
import { expecting } from './words.js';

/** The control characters of Unicode (category Cc), of which a text on one line has none. */
const CONTROL = String.raw`\u0000-\u001f\u007f-\u009f`;
/** A text on several lines may have tabs and line breaks. */
const CONTROL_IN_LINES = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f`;

const oneOf = (excluded: string) => String.raw`^\s*[^\s${excluded}](?:[^${excluded}]*[^\s${excluded}])?\s*$`;
const anyOf = (excluded: string) => `^[^${excluded}]*$`;

/** How many characters a text has: code points, as JSON Schema counts them. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** No text has more characters than UTF-16 units, which need no counting. */
const isWithin = (text: string, lengthMax: number) => text.length <= lengthMax || lengthOf(text) <= lengthMax;

/** Kept as it came; the bound counts characters. */
export const boundedText = (lengthMax: number) =>
  z
    .string({ error: expecting(`a text of at most ${lengthMax} characters`) })
    .refine((text) => isWithin(text, lengthMax), `must have at most ${lengthMax} characters`)
    .meta({ maxLength: lengthMax });

/** A line of at least one character that is not white space, taken without the white space around it. */
export const trimmedText = (lengthMax: number) =>
  trimmed(lengthMax, CONTROL, 'must be one line without control characters');

/** The same for what may have several lines, such as an address. */
export const trimmedLines = (lengthMax: number) =>
  trimmed(lengthMax, CONTROL_IN_LINES, 'must have no control characters but tabs and line breaks');

/** Any number of lines, none included; kept as they came. */
export const lines = (lengthMax: number) =>
  boundedText(lengthMax)
    .regex(new RegExp(anyOf(CONTROL_IN_LINES)), 'must have no control characters but tabs and line breaks')
    .meta({ maxLength: lengthMax, pattern: anyOf(CONTROL_IN_LINES) });

function trimmed(lengthMax: number, excluded: string, message: string) {
  const what = `a text of 1 to ${lengthMax} characters`;
  return z
    .string({ error: expecting(what) })
    .trim()
    .min(1, `must be ${what}`)
    .refine((text) => isWithin(text, lengthMax), `must be ${what}`)
    .regex(new RegExp(anyOf(excluded)), message)
    .meta({ maxLength: lengthMax, pattern: oneOf(excluded) });
}
