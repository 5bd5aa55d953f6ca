import { isScript, type Rule } from './finding.js';
import { nodesOf, type Node } from './syntax.js';

export const FILE_LINES_MAX = 200;
export const FUNCTION_LINES_MAX = 50;

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
]);
/** A `describe` is a chapter and not a function: its length is that of its tests. */
const isTest = (path: string) => path.endsWith('.test.ts');

export const fileSize: Rule = ({ text }) => {
  const lines = text.trimEnd().split('\n').length;
  return lines > FILE_LINES_MAX ? [{ line: 1, what: `${lines} lines; at most ${FILE_LINES_MAX}` }] : [];
};

export const functionSize: Rule = ({ path, text }) => {
  if (!isScript(path) || isTest(path)) return [];
  return nodesOf(text)
    .filter(isFunction)
    .map((node) => ({ line: node.firstLine, lines: ownLines(node) }))
    .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
    .map(({ line, lines }) => ({
      line,
      what: `a function of ${lines} lines of its own; at most ${FUNCTION_LINES_MAX}`,
    }));
};

/** A factory is as long as what it does itself: the functions that it makes are measured as functions. */
function ownLines(node: Node): number {
  const inner = node.children.flatMap(outermostFunctions).map((made) => made.lastLine - made.firstLine);
  return node.lastLine - node.firstLine + 1 - inner.reduce((sum, lines) => sum + lines, 0);
}

function outermostFunctions(node: Node): Node[] {
  return isFunction(node) ? [node] : node.children.flatMap(outermostFunctions);
}

function isFunction({ type }: Node): boolean {
  return FUNCTIONS.has(type);
}
