import { isLua, type Rule } from './finding.js';
import { nodesOf, type Node } from './syntax.js';

export const FUNCTION_LINES_MAX = 50;

/** Functions that are right as they are: splitting a sequence only to meet a number is worse. */
export const LONGER_FUNCTIONS: readonly string[] = [
  // Tables: one route after the other, each with what it takes and answers.
  'packages/service/src/operations-routes.ts',
  'services/store/src/http/users.ts',
  'services/warehouse/src/http/products.ts',
];

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
]);
/** A `describe` is a chapter and not a function: its length is that of its tests. */
const isTest = (path: string) => path.endsWith('.test.ts');

/** oxlint has such a rule too, which counts the functions that a factory makes with the factory. */
export const functionSize: Rule = ({ path, text }) => {
  if (isLua(path) || isTest(path)) return [];
  return nodesOf(text, path)
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
