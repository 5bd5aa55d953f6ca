import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { describeClient } from '../../scripts/describe/client.mjs';
import { describeAll } from '../../scripts/describe/describe-all.mjs';

const described = { ...describeAll(), ...(await describeClient(describeAll())) };

test.each(Object.entries(described))(
  '%s is what the code describes; if it is not, run "npm run describe" and commit it',
  (path, text) => {
    expect(readIfThere(path)).toBe(text);
  },
);

test('describing twice gives the same', async () => {
  expect({ ...describeAll(), ...(await describeClient(describeAll())) }).toEqual(described);
});

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}
