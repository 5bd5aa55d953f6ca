import { describe, expect, test } from '@jest/globals';
import { MUTANTS } from '@stockade/chaos';
import { parseArguments } from '@stockade/stage';
import { listMistakes, readOptions, USAGE } from '../src/options.js';
import { optionsOf } from '../src/parts.js';

const read = (...args: string[]) => readOptions(parseArguments(USAGE, args));

describe('the command line of the proof', () => {
  test('is short or whole, and says how to repeat it', () => {
    const whole = read('--seed', '7');
    const short = read('--short', '--seed', '7');
    expect(short.orders).toBeLessThan(whole.orders);
    expect(short.mutants.length).toBeLessThan(whole.mutants.length);
    expect(whole.command).toBe('npm run prove -- --seed 7');
    expect(short.command).toBe('npm run prove -- --short --seed 7');
    expect(read('--orders', '9', '--minutes', '3', '--all-mutants', '--seed', '7')).toMatchObject({
      orders: 9,
      minutes: 3,
      mutants: MUTANTS,
      command: 'npm run prove -- --orders 9 --minutes 3 --all-mutants --seed 7',
    });
  });

  test('tries mutants that exist, one of them on a Redis that loses its primary', () => {
    const { mutants } = read();
    expect(mutants).toHaveLength(3);
    expect(mutants.map(({ setup }) => setup)).toContain('ha');
  });

  test('knows each mistake by one name, and lists them when it does not know one', () => {
    expect(new Set(MUTANTS.map(({ key }) => key)).size).toBe(MUTANTS.length);
    expect(read('--break', 'no-fence').mistake?.name).toBe('neither fence nor business guard');
    expect(() => read('--break', 'nothing')).toThrow(listMistakes().join('\n'));
  });

  test('bounds the time of both parts together', () => {
    const options = read('--minutes', '6');
    const seconds = (['single', 'ha'] as const).map((key) => optionsOf(key, options).seconds);
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBe(360);
  });
});
