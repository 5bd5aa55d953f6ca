// @ts-check

/**
 * A text as one word of a command that somebody copies into a shell.
 * @param {string} text
 */
export function shellWord(text) {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
