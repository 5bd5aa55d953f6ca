/** What stands above, below or through a letter in its decomposed form. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * A text without what a search ignores: upper and lower case, accents, and the width and other compatibility forms of
 * characters (NFKC). Upper case, because `ß` and the two small sigmas differ only in lower case.
 */
export const fold = (text: string) =>
  text.normalize('NFKD').replaceAll(ACCENTS, '').normalize('NFKC').toUpperCase().normalize('NFKC');
