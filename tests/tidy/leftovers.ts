import { basename } from 'node:path';
import { isScript, matchingLines, type Rule } from './finding.js';
import { type Node, nodesOf } from './syntax.js';

/** Names that say nothing about the role of what is inside. */
const EMPTY_NAME = /^(utils?|helpers?|common|misc|shared|managers?|base)$|[-.](utils?|helpers?|manager)$/;
const UNFINISHED = /\b(TODO|FIXME|XXX)\b/;

export const namedAfterRole: Rule = ({ path }) => {
  const [name = ''] = basename(path).split(/\.(?=[^.]*$)/);
  const folders = path.split('/').slice(0, -1);
  return [name, ...folders].filter((part) => EMPTY_NAME.test(part)).map((part) => ({ line: 1, what: `the name "${part}"` }));
};

export const finished: Rule = ({ text }) => matchingLines(text, UNFINISHED, 'unfinished work');

/** One focused test hides all others, a skipped one hides itself. */
export const everyTestRuns: Rule = ({ path, text }) => {
  if (!isScript(path)) return [];
  return nodesOf(text)
    .filter(isFocusOrSkip)
    .map(({ firstLine }) => ({ line: firstLine, what: 'a focused or skipped test' }));
};

function isFocusOrSkip({ type, children: [callee] }: Node): boolean {
  if (type !== 'CallExpression' || callee === undefined) return false;
  if (callee.type === 'Identifier') return /^(f|x)(describe|it|test)$/.test(String(callee.raw['value']));
  const called = callee.children.at(-1)?.raw['value'];
  return callee.type === 'MemberExpression' && (called === 'only' || called === 'skip');
}
