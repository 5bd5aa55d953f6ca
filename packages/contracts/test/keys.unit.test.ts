import { describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';

/** Every name that a Keys object can build. */
function allNames(keys: ReturnType<typeof makeKeys>): string[] {
  const { entities, ...rest } = keys;
  return [
    ...Object.values(rest).map((key) => (typeof key === 'string' ? key : key('x', 'y'))),
    ...Object.values(entities).map((name) => `${name}:x`),
  ];
}

describe('key names', () => {
  test('key names are plain without a hash tag', () => {
    expect(makeKeys().order('1')).toBe('order:1');
    expect(makeKeys().orderCompleted).toBe('order-completed');
    expect(makeKeys().refundInitiated).toBe('refund-initiated');
  });

  test('all keys of one shop share its hash tag, and so its slot', () => {
    const names = allNames(makeKeys('shop-7'));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(name).toMatch(/^\{shop-7\}:/);
  });

  test('the keys of an entity are the same through Redis OM and in scripts', () => {
    for (const keys of [makeKeys(), makeKeys('t')]) {
      for (const entity of ['product', 'order', 'user', 'reservation', 'refund'] as const) {
        expect(`${keys.entities[entity]}:9`).toBe(keys[entity]('9'));
      }
    }
  });

  test('key names do not collide', () => {
    const { entities: _, ...rest } = makeKeys();
    const names = Object.values(rest).map((key) => (typeof key === 'string' ? key : key('x', 'y')));
    expect(new Set(names).size).toBe(names.length);
  });
});
