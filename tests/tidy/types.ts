import { isScript, type Rule } from './finding.js';
import { nodesOf, type Node } from './syntax.js';

/** The one file that adapts the types of Redis OM to those of our client. */
const ADAPTER = 'packages/records/src/redis-om.ts';

/** `any`, casts and `!` each switch the compiler off; `as const` does not. */
export const trustedTypes: Rule = ({ path, text }) => {
  if (!isScript(path)) return [];
  return nodesOf(text).flatMap((node) => {
    const what = untrusted(node, path);
    return what === undefined ? [] : [{ line: node.firstLine, what }];
  });
};

function untrusted({ type, raw }: Node, path: string): string | undefined {
  if (type === 'TsKeywordType' && raw['kind'] === 'any') return 'any';
  if (type === 'TsNonNullExpression') return 'a non-null assertion';
  if ((type === 'TsAsExpression' || type === 'TsTypeAssertion') && path !== ADAPTER) return `a cast outside ${ADAPTER}`;
  return undefined;
}
