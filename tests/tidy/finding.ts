import type { SourceFile } from './source-files.js';

/** What a rule has to say about a file; an empty list is praise. */
export interface Finding {
  line: number;
  what: string;
}

export type Rule = (file: SourceFile) => Finding[];

export const isLua = (path: string) => path.endsWith('.lua');
