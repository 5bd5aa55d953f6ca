import { z } from 'zod';
import { expecting } from './words.js';

/** The control characters of Unicode (category Cc), which a text of one line must not have. */
const CONTROL = String.raw`\u0000-\u001f\u007f-\u009f`;
/** A text on several lines may have tabs and line breaks. */
const CONTROL_IN_LINES = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f`;

const ONE_LINE = { excluded: CONTROL, message: 'must be one line without control characters' };
const LINES = { excluded: CONTROL_IN_LINES, message: 'must have no control characters but tabs and line breaks' };
type Letters = typeof ONE_LINE;

/** The length of a text in characters: code points, as JSON Schema counts them. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** A text never has more characters than UTF-16 units, whose number is known without counting. */
const isWithin = (text: string, lengthMax: number) => text.length <= lengthMax || lengthOf(text) <= lengthMax;

/** Stored as sent; the bound counts characters. */
export const boundedText = (lengthMax: number) =>
  z
    .string({ error: expecting(`a text of at most ${lengthMax} characters`) })
    .refine((text) => isWithin(text, lengthMax), `must have at most ${lengthMax} characters`)
    .meta({ maxLength: lengthMax });

/** One line with at least one character that is not white space; surrounding white space is removed. */
export const trimmedText = (lengthMax: number) => trimmed(lengthMax, 1, ONE_LINE);

/** One line that may be empty; surrounding white space is removed. */
export const trimmedTextOrNone = (lengthMax: number) => trimmed(lengthMax, 0, ONE_LINE);

/** One or more lines, such as an address, with at least one character; surrounding white space is removed. */
export const trimmedLines = (lengthMax: number) => trimmed(lengthMax, 1, LINES);

/** Any number of lines, also none; stored as sent. */
export function lines(lengthMax: number) {
  const { excluded, message } = LINES;
  const what = `a text of at most ${lengthMax} characters`;
  return checkedText(what, { lengthMin: 0, lengthMax, excluded: new RegExp(`[${excluded}]`), message }).meta({
    maxLength: lengthMax,
    pattern: `^[^${excluded}]*$`,
  });
}

function trimmed(lengthMax: number, lengthMin: 0 | 1, { excluded, message }: Letters) {
  const what = `a text of ${lengthMin === 0 ? 'at most' : '1 to'} ${lengthMax} characters`;
  const checked = { lengthMin, lengthMax, excluded: new RegExp(`[${excluded}]`), message };
  const content = String.raw`[^\s${excluded}](?:[^${excluded}]*[^\s${excluded}])?`;
  return checkedText(what, checked, (text) => text.trim()).meta({
    ...(lengthMin > 0 && { minLength: lengthMin }),
    maxLength: lengthMax,
    pattern: String.raw`^\s*${lengthMin === 0 ? `(?:${content})?` : content}\s*$`,
  });
}

interface Wanted {
  lengthMin: number;
  lengthMax: number;
  excluded: RegExp;
  message: string;
}

/** All in one check: an order has several texts, and each check by zod costs as much as the comparison itself. */
function checkedText(
  what: string,
  { lengthMin, lengthMax, excluded, message }: Wanted,
  prepare?: (text: string) => string,
) {
  return z.string({ error: expecting(what) }).check((payload) => {
    const text = prepare ? prepare(payload.value) : payload.value;
    payload.value = text;
    const isOfLength = text.length >= lengthMin && isWithin(text, lengthMax);
    if (isOfLength && !excluded.test(text)) return;
    payload.issues.push({ code: 'custom', input: text, message: isOfLength ? message : `must be ${what}` });
  });
}
