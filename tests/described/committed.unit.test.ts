import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { describeAll } from '../../scripts/describe/describe-all.mjs';

const described = Object.entries(describeAll());

test.each(described)(
  '%s is what the code describes; if it is not, run "npm run describe" and commit it',
  (path, text) => {
    expect(readIfThere(path)).toBe(text);
  },
);

test('describing twice gives the same', () => {
  expect(Object.entries(describeAll())).toEqual(described);
});

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}
