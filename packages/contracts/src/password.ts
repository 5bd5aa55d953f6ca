import { z } from 'zod';
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './limits.js';
import { lengthOf } from './text.js';
import { expecting } from './words.js';

const CHOSEN = `a text of ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`;
const TRIED = `a text of 1 to ${PASSWORD_LENGTH_MAX} characters`;
/** The replacement character for unreadable bytes: with it, two different passwords could become equal. */
const UNREADABLE = '\ufffd';
const WITHOUT_CONTROL = String.raw`^[^\u0000-\u001f\u007f-\u009f\ufffd]*$`;

/**
 * A password in its canonical form, whatever keyboard it was typed on: the profile OpaqueString of RFC 8265, section
 * 4.2. Every space becomes the ASCII one, letters are composed (NFC), case and width stay. Its length is then counted
 * in characters (code points), as NIST SP 800-63B asks; 256 of them are at most 1,024 bytes to hash.
 */
function inOneForm(password: string): string {
  return password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
}

/** A password that a user chooses. */
export const passwordSchema = z
  .string({ error: expecting(CHOSEN) })
  .transform((text, issue) => {
    const password = inOneForm(text);
    const length = lengthOf(password);
    if (length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX) issue.addIssue(`must be ${CHOSEN}`);
    else if (password.includes(UNREADABLE)) issue.addIssue('holds U+FFFD: a character was lost before it came here');
    else if (/\p{Cc}/u.test(password)) issue.addIssue('must have no control characters');
    else return password;
    return z.NEVER;
  })
  .meta({ minLength: PASSWORD_LENGTH_MIN, maxLength: PASSWORD_LENGTH_MAX, pattern: WITHOUT_CONTROL });

/** A password at login. Only its length is bounded: a login never reveals what a valid password looks like. */
export const triedPasswordSchema = z
  .string({ error: expecting(TRIED) })
  .transform((text, issue) => {
    const password = inOneForm(text);
    const length = lengthOf(password);
    if (length >= 1 && length <= PASSWORD_LENGTH_MAX) return password;
    issue.addIssue(`must be ${TRIED}`);
    return z.NEVER;
  })
  .meta({ minLength: 1, maxLength: PASSWORD_LENGTH_MAX });
