/** Random numbers that follow from a seed. */
export interface Random {
  /** A whole number from 0, less than that. */
  below(limit: number): number;
  of<Item>(items: readonly Item[]): Item;
  /** True so many times of a thousand. */
  permille(times: number): boolean;
}

export function makeRandom(seed: number): Random {
  // mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    of(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('there is nothing to choose from');
      return item;
    },
    permille: (times) => below(1_000) < times,
  };
}
