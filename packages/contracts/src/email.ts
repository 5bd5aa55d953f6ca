import { domainToASCII, domainToUnicode } from 'node:url';
import { z } from 'zod';
import { EMAIL_LENGTH_MAX, EMAIL_LOCAL_BYTES_MAX } from './limits.js';
import { expecting } from './words.js';

/** An atom: no white space, control or special character (RFC 5322, section 3.2.3); what is not ASCII is RFC 6532's. */
const ATOM = String.raw`[^\u0000-\u0020"(),.:;<>@\[\\\]\u007f]+`;
/** Letters, digits and non-ASCII characters; inside a label also hyphens. */
const EDGE = String.raw`[^\u0000-\u002f:-@\[-\u0060{-\u007f]`;
const INSIDE = String.raw`[^\u0000-\u002c./:-@\[-\u0060{-\u007f]*`;
/** Two labels or more (RFC 1035, section 2.3.1); a last one of digits alone is part of a network address. */
const ADDRESS = String.raw`${ATOM}(?:\.${ATOM})*@(?:${EDGE}(?:${INSIDE}${EDGE})?\.)+(?![0-9]+\s*$)${EDGE}${INSIDE}${EDGE}`;
const SENT = new RegExp(`^${ADDRESS}$`);

/** The local part after normalisation: letters of any script, their marks, digits, and some ASCII characters. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~\-.\p{L}\p{M}\p{N}]+$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;
const MAY_BE_INTERNATIONAL = /[^\0-\x7f]|(?:^|\.)xn--/;
const STILL_ENCODED = /(?:^|\.)xn--/;

const WHAT = 'an email address such as ann@example.org';

/**
 * An email address in its canonical form, under which the account is found and attempts are counted, however it was
 * typed. The local part is prepared as a user name (RFC 8265, section 3.3: one width, lower case, composed), the domain
 * is written in ASCII (UTS #46). Quoted local parts and network addresses in place of a domain are refused.
 */
export const emailSchema = z
  .string({ error: expecting(WHAT) })
  .transform((text, issue) => {
    const read = canonicalEmail(text.trim());
    if (typeof read === 'string') return read;
    issue.addIssue(read.wrong);
    return z.NEVER;
  })
  .meta({ maxLength: EMAIL_LENGTH_MAX, pattern: String.raw`^\s*${ADDRESS}\s*$` });

/** How the canonical form of an address begins that begins as typed. The beginning of a domain is not written in ASCII. */
export function beginningOfEmail(text: string): string {
  const read = canonicalEmail(text);
  return typeof read === 'string' ? read : inOneForm(text);
}

function canonicalEmail(text: string): string | { wrong: string } {
  if (text.length > EMAIL_LENGTH_MAX) return { wrong: `must have at most ${EMAIL_LENGTH_MAX} characters` };
  if (!SENT.test(text)) return { wrong: `must be ${WHAT}` };
  const at = text.lastIndexOf('@');
  const local = inOneForm(text.slice(0, at));
  const domain = toAsciiDomain(text.slice(at + 1));
  if (!LOCAL.test(local) || /^\.|\.\.|\.$/.test(local))
    return { wrong: 'must have letters and digits before the @, and of other characters those that RFC 5322 allows' };
  if (Buffer.byteLength(local) > EMAIL_LOCAL_BYTES_MAX)
    return { wrong: `must have at most ${EMAIL_LOCAL_BYTES_MAX} bytes before the @` };
  if (!DOMAIN.test(domain)) return { wrong: 'must have a domain name after the @, such as example.org' };
  const email = `${local}@${domain}`;
  if (Buffer.byteLength(email) > EMAIL_LENGTH_MAX) return { wrong: `must have at most ${EMAIL_LENGTH_MAX} bytes` };
  return email;
}

/** Lower-casing may produce decomposed letters, so the text is composed again afterwards. */
function inOneForm(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** Empty when the domain is not valid. */
function toAsciiDomain(domain: string): string {
  const lower = domain.toLowerCase();
  if (!MAY_BE_INTERNATIONAL.test(lower)) return lower;
  const ascii = domainToASCII(lower);
  // Node 24 takes an ASCII form that stands for nothing, or for what has no need of it, and leaves it as it is.
  const shown = domainToUnicode(ascii);
  return STILL_ENCODED.test(shown) || domainToASCII(shown) !== ascii ? '' : ascii;
}
