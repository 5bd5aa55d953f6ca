import type { Rule } from './finding.js';

const WIDTH_MAX = 140;
const COMMENT = /^\s*(?:\/\*\*|\*|\/\/|--)\s/;
/** What a type checker reads stands in one line. */
const TYPE = /@(?:type|param|property|typedef|returns)\b/;
const WHOLE_DOC = /^\s*\/\*\*.*\*\/$/;

const isGenerated = (path: string) => path.includes('/generated/');

/** Prettier leaves comments alone: a sentence that runs out of the window, and a comment that has lost what it was about. */
export const commentShape: Rule = ({ path, text }) => {
  if (isGenerated(path)) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    const next = lines[i + 1] ?? '';
    const isTooLong = COMMENT.test(line) && line.length > WIDTH_MAX && !TYPE.test(line);
    const isOfNothing = WHOLE_DOC.test(line) && WHOLE_DOC.test(next) && !TYPE.test(next);
    return [
      ...(isTooLong ? [{ line: i + 1, what: `a comment of ${line.length} characters; at most ${WIDTH_MAX}` }] : []),
      ...(isOfNothing ? [{ line: i + 1, what: 'a doc comment of nothing: another one follows' }] : []),
    ];
  });
};
