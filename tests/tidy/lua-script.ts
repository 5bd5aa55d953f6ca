import { isLua, type Finding, type Rule } from './finding.js';

const LINES_MAX = 200;
const UNFINISHED = /\b(TO-?DO|FIX-?ME|X{3})\b/;
/** The contract of a script, in the order in which a reader needs it. */
const PARTS = ['KEYS', 'ARGV', 'Returns', 'Emits'];

/** What oxlint says about the other sources, and the header. */
export const luaScript: Rule = ({ path, text }) => {
  if (!isLua(path)) return [];
  const lines = text.trimEnd().split('\n');
  const tooLong = lines.length > LINES_MAX ? [{ line: 1, what: `${lines.length} lines; at most ${LINES_MAX}` }] : [];
  return [...headerFindings(lines), ...tooLong, ...lines.flatMap(unfinished)];
};

function headerFindings(lines: readonly string[]): Finding[] {
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
}

function unfinished(line: string, index: number): Finding[] {
  return UNFINISHED.test(line) ? [{ line: index + 1, what: 'unfinished work' }] : [];
}
