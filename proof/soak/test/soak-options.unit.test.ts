import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '@stockade/stage';
import { readOptions, USAGE } from '../src/options.js';

const read = (...args: string[]) => readOptions(parseArguments(USAGE, args));

describe('the command line of a soak run', () => {
  test('is read', () => {
    expect(read()).toMatchObject({ rate: 200, seconds: 600, sampleSeconds: 7 });
    const options = read('--rate', '150', '--seconds', '240', '--sample-seconds', '3', '--workspace', '/copy');
    expect(options).toEqual({ rate: 150, seconds: 240, sampleSeconds: 3, workspace: '/copy' });
  });

  test.each([
    [['--rate', '0'], /--rate takes a whole number from 1/],
    [['--sample-seconds', '31'], /--sample-seconds takes a whole number from 1 to 30/],
    [['--orders', '5'], /Unknown option '--orders'/],
  ])('%j is refused, and the message says why', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
