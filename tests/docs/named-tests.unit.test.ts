import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { missing, namedTestsIn } from './named-tests.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENTS = ['guarantees', 'known-bugs', 'reference-systems', 'failures'];

describe.each(DOCUMENTS)('docs/%s.md', (name) => {
  const markdown = readFileSync(`${ROOT}/docs/${name}.md`, 'utf8');
  const named = namedTestsIn(markdown);

  test('names tests that exist', () => {
    const broken = named.map((one) => ({ line: one.line, why: missing(one, ROOT) })).filter(({ why }) => why !== null);
    expect(broken).toEqual([]);
    expect(named.length).toBeGreaterThan(15);
  });
});

test.each(['known-bugs', 'reference-systems'])('every row of docs/%s.md names a test', (name) => {
  const lines = readFileSync(`${ROOT}/docs/${name}.md`, 'utf8').split('\n');
  const rows = lines.flatMap((line, i) => (/^\| (?!-)/.test(line) ? [{ line, number: i + 1 }] : [])).slice(1);
  const named = new Set(namedTestsIn(lines.join('\n')).map((one) => one.line));
  expect(rows.filter(({ number }) => !named.has(number)).map(({ line }) => line)).toEqual([]);
});

describe('a test that is named', () => {
  const why = (cell: string) => namedTestsIn(`| what | ${cell} |`).map((one) => missing(one, ROOT));
  const here = '`tests/docs/named-tests.unit.test.ts`';

  test.each([here, `${here} _names tests that exist_`, `${here} _names tests…_`, 'fault _kill-service_'])(
    '%s is found',
    (cell) => {
      expect(why(cell).filter((one) => one !== null)).toEqual([]);
      expect(why(cell).length).toBeGreaterThan(0);
    },
  );

  test('in a file that is gone is missed', () => {
    expect(why('`tests/gone.unit.test.ts`')).toEqual(['there is no tests/gone.unit.test.ts']);
  });

  test('under a title that is gone is missed', () => {
    const gone = ['a title', 'that nobody has'].join(' ');
    expect(why(`${here} _${gone}_`)).toContain(
      `no test in tests/docs/named-tests.unit.test.ts has the words "${gone}"`,
    );
  });
});
