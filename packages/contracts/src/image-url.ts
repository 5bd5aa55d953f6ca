import { z } from 'zod';
import { IMAGE_URL_LENGTH_MAX } from './limits.js';
import { expecting } from './words.js';

/** What RFC 3986 lets a URL consist of. No white space and no backslash, which browsers take for nothing and for a slash. */
const AFTER_A_SLASH = String.raw`\w.~:?#\[\]@!$&'()*+,;=%\-`;
const ANY = `${AFTER_A_SLASH}/`;
/**
 * A path does not begin with two slashes, which would name a host. Other schemes are refused: a `javascript:` or `data:`
 * URL would bring its own content into the page that shows it.
 */
const IMAGE_URL = String.raw`https?://[A-Za-z\d\[][${ANY}]*|/[${AFTER_A_SLASH}][${ANY}]*`;
const WHAT = `a URL that begins with https:// or http://, or a path that begins with one slash, of at most ${IMAGE_URL_LENGTH_MAX} characters`;
const valid = new RegExp(`^(?:${IMAGE_URL})?$`);

/**
 * Where the picture of something is: a URL, or a path on the origin of the page that shows it. May be empty; surrounding
 * white space is removed.
 */
export const imageUrlSchema = z
  .string({ error: expecting(WHAT) })
  .check((payload) => {
    const url = payload.value.trim();
    payload.value = url;
    if (url.length > IMAGE_URL_LENGTH_MAX || !valid.test(url))
      payload.issues.push({ code: 'custom', input: url, message: `must be ${WHAT}` });
  })
  .meta({ maxLength: IMAGE_URL_LENGTH_MAX, pattern: String.raw`^\s*(?:${IMAGE_URL})?\s*$` });
