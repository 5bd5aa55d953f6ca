import { parseSync } from '@swc/core';

/** A node of the syntax tree, with its lines in the file, from 1. */
export interface Node {
  type: string;
  firstLine: number;
  lastLine: number;
  /** All other properties as the parser gives them. */
  raw: Readonly<Record<string, unknown>>;
  children: Node[];
}

/** A token ahead of the source: the tree begins at its first token, and its offsets at wherever the last tree ended. */
const ANCHOR = ';';

/**
 * The nodes of a TypeScript or JavaScript source, parents before their children; one in a .tsx file may hold JSX. Throws on a
 * syntax error.
 */
export function nodesOf(text: string, path = ''): Node[] {
  const bytes = Buffer.from(ANCHOR + text);
  const tree: unknown = parseSync(bytes.toString(), {
    syntax: 'typescript',
    tsx: path.endsWith('.tsx'),
    target: 'es2023',
  });
  const root = isRaw(tree) ? tree : { span: { start: 0, end: 0 } };
  const lineAt = makeLineAt(bytes, root.span.start);
  const all: Node[] = [];
  collect(root, lineAt, all);
  return all;
}

interface Raw {
  [property: string]: unknown;
  type?: unknown;
  span: { start: number; end: number };
}

/** Adds the topmost nodes in a value, and what is below them, and returns the former. */
function collect(value: unknown, lineAt: (offset: number) => number, all: Node[]): Node[] {
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, lineAt, all));
  if (typeof value !== 'object' || value === null) return [];
  if (!isRaw(value) || typeof value.type !== 'string')
    return Object.values(value).flatMap((item) => collect(item, lineAt, all));
  const { type, span } = value;
  const node: Node = { type, firstLine: lineAt(span.start), lastLine: lineAt(span.end), raw: value, children: [] };
  all.push(node);
  node.children = Object.values(value).flatMap((item) => collect(item, lineAt, all));
  return [node];
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && 'span' in value;
}

function makeLineAt(bytes: Buffer, startOffset: number): (offset: number) => number {
  const lineEnds = [...bytes.entries()].flatMap(([index, byte]) => (byte === 0x0a ? [index] : []));
  return (offset) => {
    const index = offset - startOffset;
    const line = lineEnds.findIndex((end) => end >= index);
    return (line === -1 ? lineEnds.length : line) + 1;
  };
}
