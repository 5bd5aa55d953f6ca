import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SERVICE_NODE_ARGS } from '@stockade/testing';

test('a container runs a service with the arguments that `npm start` and the tests give Node', () => {
  const dockerfile = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8');
  const command = dockerfile.trimEnd().split('\n').at(-1)?.replace(/^CMD /, '');
  expect(JSON.parse(command ?? '')).toEqual(['node', ...SERVICE_NODE_ARGS, 'dist/main.js']);
});
