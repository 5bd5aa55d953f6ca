// @ts-check

/**
 * The ACL file that Redis reads, from our template: Redis knows no comments in it and wants each user on one line.
 * Throws when the template asks for a digest that is not given.
 * @param {string} template lines that begin with `# ` are comments, indented lines belong to the user above
 * @param {Readonly<Record<string, string>>} digests SHA-256 of a password, in hex, by the name in `#{name}`
 * @param {number} partitions into how many the shop is divided; in one of several the names of keys begin with a tag
 */
export function renderAcl(template, digests, partitions = 1) {
  const tags = tagPatterns(partitions);
  return template
    .split('\n')
    .filter((line) => !/^\s*(#\s|#?$)/.test(line))
    .join('\n')
    .replaceAll(/\n\s+/g, ' ')
    .replaceAll(/(%[RW])?~([a-z][^\s)]*)/g, (plain, /** @type {string} */ only = '', /** @type {string} */ name) =>
      [...tags.map((tag) => `${only}~${tag}:${name}`), plain].join(' '),
    )
    .replaceAll(/#\{(\w+)\}/g, (_, /** @type {string} */ name) => {
      const digest = digests[name];
      if (digest === undefined) throw new Error(`the ACL template names ${name}, for whom there is no password`);
      return `#${digest}`;
    });
}

/**
 * Patterns of the tags before the names of keys: `{catalogue}`, and of the partitions one for each number of digits. They match
 * exactly that many, and no `*` comes before the name: parts of a name that a client chooses, such as an idempotency key, may
 * hold `}:order:`, and `{*}:order:` would match them.
 * @param {number} partitions
 */
function tagPatterns(partitions) {
  if (!(partitions > 1)) return [];
  const digitsMax = String(partitions - 1).length;
  return ['{catalogue}', ...Array.from({ length: digitsMax }, (_, i) => `{${'[0-9]'.repeat(i + 1)}}`)];
}
