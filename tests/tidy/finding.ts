import type { SourceFile } from './source-files.js';

/** What a rule has to say about a file; an empty list is praise. */
export interface Finding {
  line: number;
  what: string;
}

export type Rule = (file: SourceFile) => Finding[];

/** The lines of a text that match, each as a finding. */
export function matchingLines(text: string, pattern: RegExp, what: string): Finding[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [{ line: index + 1, what }] : []));
}

export const isScript = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
export const isLua = (path: string) => path.endsWith('.lua');
/** What ships: not the tests, and not what only tests use. */
export const ships = (path: string) =>
  /^(packages|services)\/[^/]+\/src\//.test(path) && !/^packages\/(local|testing)\//.test(path);
