import { isLua, type Rule } from './finding.js';

/** The contract of a script, in the order in which a reader needs it. */
const PARTS = ['KEYS', 'ARGV', 'Returns', 'Emits'];

export const luaHeader: Rule = ({ path, text }) => {
  if (!isLua(path)) return [];
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const header = lines.slice(0, end === -1 ? lines.length : end).map((line) => line.replace(/^-- ?/, ''));
  const isPart = (line: string) => PARTS.some((part) => line.startsWith(part));

  const missing = PARTS.filter((part) => !header.some((line) => line.startsWith(part))).map(
    (part) => `${part} in the header`,
  );
  const hasPurpose = header[0] !== undefined && header[0] !== '' && !isPart(header[0]);
  return [...(hasPurpose ? [] : ['the purpose in the first line']), ...missing].map((what) => ({
    line: 1,
    what: `lacks ${what}`,
  }));
};
