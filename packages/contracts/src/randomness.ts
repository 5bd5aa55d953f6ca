/** Fetched together, because a fetch takes several times as long as the rest of making an id. */
const BYTES_PER_FETCH = 4_096;

const randomness = Buffer.alloc(BYTES_PER_FETCH);
let used = BYTES_PER_FETCH;

/** Random bytes, given out once: use them before the next call. At most as many as one fetch. */
export function takeRandomness(bytes: number): Buffer {
  if (used + bytes > BYTES_PER_FETCH) {
    crypto.getRandomValues(randomness);
    used = 0;
  }
  return randomness.subarray(used, (used += bytes));
}
