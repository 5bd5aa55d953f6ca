import { makeKeys, NO_KEYS } from '@stockade/contracts';
import { isLua, type Finding, type Rule } from './finding.js';
import { nodesOf, type Node } from './syntax.js';

const KEYS_ROOM = 'packages/contracts/src/keys.ts';
/** What ships: not the tests, and not what only tests use. */
const ships = (path: string) =>
  /^(packages|services)\/[^/]+\/src\//.test(path) && !/^packages\/(local|testing)\//.test(path);

/** A key name that is put together elsewhere misses the hash tag, and the day when the name changes. */
export const keyNamesInContracts: Rule = ({ path, text }) => {
  if (!ships(path) || path === KEYS_ROOM) return [];
  const texts = isLua(path) ? luaStrings(text) : nodesOf(text, path).flatMap(stringOf);
  return texts
    .filter(({ what }) => PREFIXES.some((prefix) => what.startsWith(prefix)))
    .map(({ line, what }) => ({ line, what: `the key name "${what}"` }));
};

/** `order:`, `stock:` …: what the functions of `Keys` put before an id. */
const PREFIXES = Object.entries(makeKeys()).flatMap(([name, key]) =>
  typeof key === 'function' && !NO_KEYS.some((part) => part === name)
    ? [String(Reflect.apply(key, undefined, ['', ''])).replace(/:+$/, ':')]
    : [],
);

function stringOf({ type, raw, firstLine }: Node): Finding[] {
  const value = type === 'StringLiteral' ? raw['value'] : type === 'TemplateElement' ? raw['cooked'] : undefined;
  return typeof value === 'string' ? [{ line: firstLine, what: value }] : [];
}

function luaStrings(text: string): Finding[] {
  return text.split('\n').flatMap((code, index) => {
    const [statement = ''] = code.split('--');
    return [...statement.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => ({
      line: index + 1,
      what: single ?? double ?? '',
    }));
  });
}
