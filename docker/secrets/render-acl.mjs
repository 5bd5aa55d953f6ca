// @ts-check

/**
 * The ACL file that Redis reads, from our template: Redis knows no comments in it and wants each user on one line.
 * Throws when the template asks for a digest that is not given.
 * @param {string} template lines that begin with `# ` are comments, indented lines belong to the user above
 * @param {Readonly<Record<string, string>>} digests SHA-256 of a password, in hex, by the name in `#{name}`
 */
export function renderAcl(template, digests) {
  return template
    .split('\n')
    .filter((line) => !/^\s*(#\s|#?$)/.test(line))
    .join('\n')
    .replaceAll(/\n\s+/g, ' ')
    .replaceAll(/#\{(\w+)\}/g, (_, /** @type {string} */ name) => {
      const digest = digests[name];
      if (digest === undefined) throw new Error(`the ACL template names ${name}, for whom there is no password`);
      return `#${digest}`;
    });
}
