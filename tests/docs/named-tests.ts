import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nodesOf } from '../tidy/syntax.js';

/** A place where tests are, and words of one of them. */
export interface NamedTest {
  line: number;
  /** A file or a folder, from the root of the workspace. */
  path: string;
  /** Null when the whole file is meant. */
  words: string | null;
}

/** Where what is named without a place is: the faults and the promises of the chaos run, and the rules of the audit. */
const WITHOUT_PLACE = ['proof/chaos/src', 'packages/operations/src/audit'] as const;
const NAMED = /`((?:tests|packages|services|proof)\/[\w./-]+)`|(?:^|[\s(])_([^_|]+)_/g;

/** The tests that the last column of the tables of a document names: `path`, then _words of titles_ in it. */
export function namedTestsIn(markdown: string): NamedTest[] {
  return markdown.split('\n').flatMap((text, i) => {
    const cells = text.split(' | ');
    if (!text.startsWith('| ') || text.startsWith('| -') || cells.length < 2) return [];
    const last = (cells.at(-1) ?? '').replace(/\s*\|\s*$/, '');
    return last.split(';').flatMap((part) => namedIn(part, i + 1));
  });
}

function namedIn(part: string, line: number): NamedTest[] {
  let path: string = WITHOUT_PLACE[0];
  const named: NamedTest[] = [];
  for (const [, place, words] of part.matchAll(NAMED)) {
    if (place !== undefined) path = place;
    named.push({ line, path, words: words?.replace(/…$/, '') ?? null });
  }
  return named;
}

/** Why a test cannot be found, or null when it is there: its words are in a text of a test file, or in code beside one. */
export function missing({ path, words }: NamedTest, root: string): string | null {
  const places = path === WITHOUT_PLACE[0] ? WITHOUT_PLACE : [path];
  if (!existsSync(join(root, path))) return `there is no ${path}`;
  const files = places.flatMap((place) => sourcesIn(join(root, place)));
  if (files.length === 0) return `there is no source in ${path}`;
  return words === null || files.some((file) => holds(file, words))
    ? null
    : `no test in ${places.join(' or ')} has the words "${words}"`;
}

function sourcesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(place, file));
}

function holds(file: string, words: string): boolean {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(words.split("'")[0] ?? words)) return false;
  return nodesOf(text).some(({ type, raw }) => {
    const value = type === 'TemplateElement' ? raw['cooked'] : raw['value'];
    return typeof value === 'string' && (type === 'Identifier' ? value === words : value.includes(words));
  });
}
