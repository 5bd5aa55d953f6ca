import { basename } from 'node:path';
import { isScript, matchingLines, type Rule } from './finding.js';
import { nodesOf, type Node } from './syntax.js';

/** Names that say nothing about the role of what is inside. */
const EMPTY_NAME = /^(utils?|helpers?|common|misc|shared|managers?|base)$|[-.](utils?|helpers?|manager)$/;
const UNFINISHED = /\b(TO-?DO|FIX-?ME|X{3})\b/;

export const namedAfterRole: Rule = ({ path }) => {
  const [name = ''] = basename(path).split(/\.(?=[^.]*$)/);
  const folders = path.split('/').slice(0, -1);
  return [name, ...folders]
    .filter((part) => EMPTY_NAME.test(part))
    .map((part) => ({ line: 1, what: `the name "${part}"` }));
};

export const finished: Rule = ({ text }) => matchingLines(text, UNFINISHED, 'unfinished work');

/** One focused test hides all others, a skipped one hides itself. */
export const everyTestRuns: Rule = ({ path, text }) => {
  if (!isScript(path)) return [];
  return nodesOf(text)
    .filter(isFocusOrSkip)
    .map(({ firstLine }) => ({ line: firstLine, what: 'a focused or skipped test' }));
};

function isFocusOrSkip({ type, children: [first, second] }: Node): boolean {
  const name = String(first?.raw['value']);
  if (type === 'CallExpression') return first?.type === 'Identifier' && /^[fx](describe|it|test)$/.test(name);
  return (
    type === 'MemberExpression' &&
    /^(describe|it|test)$/.test(name) &&
    /^(only|skip|todo)$/.test(String(second?.raw['value']))
  );
}
