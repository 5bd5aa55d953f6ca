import { isScript, type Rule } from './finding.js';
import { nodesOf } from './syntax.js';

export const FILE_LINES_MAX = 200;
export const FUNCTION_LINES_MAX = 50;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'MethodProperty']);
/** A `describe` is a chapter and not a function: its length is that of its tests. */
const isTest = (path: string) => /\.test\.ts$/.test(path);

export const fileSize: Rule = ({ text }) => {
  const lines = text.trimEnd().split('\n').length;
  return lines > FILE_LINES_MAX ? [{ line: 1, what: `${lines} lines; at most ${FILE_LINES_MAX}` }] : [];
};

export const functionSize: Rule = ({ path, text }) => {
  if (!isScript(path) || isTest(path)) return [];
  return nodesOf(text)
    .filter(({ type }) => FUNCTIONS.has(type))
    .map(({ firstLine, lastLine }) => ({ line: firstLine, lines: lastLine - firstLine + 1 }))
    .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
    .map(({ line, lines }) => ({ line, what: `a function of ${lines} lines; at most ${FUNCTION_LINES_MAX}` }));
};
