import { describe, expect, test } from '@jest/globals';
import { makeRandom, parseArguments } from '@stockade/stage';
import { readOptions, USAGE } from '../src/options.js';
import { kindsOf, makeSchedule } from '../src/schedule.js';

const read = (...args: string[]) => readOptions(parseArguments(USAGE, args));
const FAULT_KINDS = kindsOf('single');
const schedule = (seed: number) => makeSchedule(makeRandom(seed), FAULT_KINDS, 200, 2);

describe('a schedule of faults', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(schedule(1)).toEqual(schedule(1));
    expect(schedule(1)).not.toEqual(schedule(2));
  });

  test('has every kind, in the order in which they strike', () => {
    const faults = schedule(3);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
    expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  test('has of a kind as many as were asked for, and of each other kind one', () => {
    const faults = makeSchedule(makeRandom(1), FAULT_KINDS, FAULT_KINDS.length, 2, 'single', { 'freeze-service': 9 });
    expect(faults.filter(({ kind }) => kind === 'freeze-service')).toHaveLength(10);
    expect(faults).toHaveLength(FAULT_KINDS.length + 9);
  });

  test('has only the kinds that were asked for', () => {
    expect(new Set(makeSchedule(makeRandom(1), ['poison'], 50, 2).map(({ kind }) => kind))).toEqual(
      new Set(['poison']),
    );
    expect(makeSchedule(makeRandom(1), [], 50, 2)).toEqual([]);
  });
});

describe('the command line', () => {
  test('is read', () => {
    const options = read('--orders', '100', '--seconds', '5', '--seed', '9', '--faults', 'poison,lose-group');
    expect(options).toMatchObject({ orders: 100, seconds: 5, seed: 9, faults: ['poison', 'lose-group'] });
    expect(read('--faults', 'none')).toMatchObject({ faults: [] });
    expect(read('--fault-count', '7')).toMatchObject({ orders: 20_000, faultCount: 7 });
  });

  test.each([
    [['--orders', '0'], /--orders takes a whole number from 1/],
    [['--seed', 'x'], /--seed takes a whole number/],
    [['--faults', 'earthquake'], /--faults takes kill-service, .* not "earthquake"/],
    [['--what'], /Unknown option '--what'/],
  ])('%j is refused, and the message says why', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
