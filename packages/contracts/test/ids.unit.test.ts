import { afterEach, expect, jest, test } from '@jest/globals';
import { idSchema, newId } from '@stockade/contracts';

/** Beyond what one millisecond and one fetch of randomness give. */
const MANY = 10_000;

afterEach(() => {
  jest.restoreAllMocks();
});

const idsNow = (count: number) => Array.from({ length: count }, newId);
const areIncreasing = (ids: readonly string[]) => ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? ''));
/** What does not come from the clock or the counter. */
const tailOf = (id: string) => id.slice(-8);

test('an id is a UUIDv7 of the present time', () => {
  const before = Date.now();
  const [id = ''] = idsNow(1);
  const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  expect(idSchema.safeParse(id).success).toBe(true);
  expect(id[14]).toBe('7');
  expect(ms).toBeGreaterThanOrEqual(before);
  expect(ms).toBeLessThanOrEqual(Date.now());
});

test('ids increase strictly', () => {
  expect(areIncreasing(idsNow(MANY))).toBe(true);
});

test('ids increase strictly while the clock stands still, and when it is set back', () => {
  const start = Date.now();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
  const still = idsNow(MANY);
  clock.mockReturnValue(start - 3_600_000);
  const back = idsNow(MANY);
  clock.mockReturnValue(start + 1);
  expect(areIncreasing([...still, ...back, ...idsNow(1)])).toBe(true);
});

test('no randomness is used for two ids', () => {
  expect(new Set(idsNow(MANY).map(tailOf)).size).toBeGreaterThan(MANY - 10);
});

test('two processes that begin in the same millisecond start from different counters', () => {
  const start = Date.now() + 60_000;
  const clock = jest.spyOn(Date, 'now');
  const firstOfEach = Array.from({ length: MANY }, (_, ms) => {
    clock.mockReturnValue(start + ms);
    return newId().slice(14, 28);
  });
  expect(new Set(firstOfEach).size).toBeGreaterThan(MANY - 10);
});
