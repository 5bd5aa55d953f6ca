import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';

const SOON_MS = 50;

describe('waitUntil', () => {
  test('returns the first truthy value', async () => {
    let looks = 0;
    const value = await waitUntil(() => (++looks === 3 ? 'there' : undefined), {
      what: 'the third look',
      intervalMs: 1,
    });
    expect([value, looks]).toEqual(['there', 3]);
  });

  test('says at the deadline what it waited for and what it saw last', async () => {
    const never = waitUntil(() => 0, { what: 'an order', deadlineMs: SOON_MS, intervalMs: 1 });
    await expect(never).rejects.toThrow('waited 50 ms for an order; last seen: 0');
  });

  test('asks again after a throw, and names the last one', async () => {
    let looks = 0;
    const broken = () => {
      throw new Error(`look ${++looks}`);
    };
    const never = waitUntil(broken, { what: 'a broken condition', deadlineMs: SOON_MS, intervalMs: 1 });
    await expect(never).rejects.toThrow(/the last look threw Error: look \d/);
    expect(looks).toBeGreaterThan(1);
  });

  test('does not hang on a condition that never answers', async () => {
    const never = waitUntil(() => new Promise<true>(() => {}), { what: 'silence', deadlineMs: SOON_MS });
    await expect(never).rejects.toThrow('waited 50 ms for silence; the condition never answered');
  });
});
