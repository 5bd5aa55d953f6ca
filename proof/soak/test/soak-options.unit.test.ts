import { describe, expect, test } from '@jest/globals';
import { readOptions } from '../src/options.js';

describe('the command line of a soak run', () => {
  test('is read', () => {
    expect(readOptions([])).toMatchObject({ rate: 200, seconds: 600, sampleSeconds: 7 });
    const options = readOptions(['--rate', '150', '--seconds', '240', '--sample-seconds', '3', '--workspace', '/copy']);
    expect(options).toEqual({ rate: 150, seconds: 240, sampleSeconds: 3, workspace: '/copy' });
    expect(readOptions(['--help'])).toBe('help');
  });

  test.each([
    [['--rate', '0'], /--rate takes a whole number from 1/],
    [['--sample-seconds', '31'], /--sample-seconds takes a whole number from 1 to 30/],
    [['--orders', '5'], /Unknown option '--orders'/],
  ])('%j is refused, and the message says why', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
