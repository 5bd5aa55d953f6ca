/** How much one fetch of randomness is: a fetch takes several times as long as whatever an id needs besides. */
const BYTES_PER_FETCH = 4_096;

const randomness = Buffer.alloc(BYTES_PER_FETCH);
let used = BYTES_PER_FETCH;

/** Random bytes that nobody else gets, to be used before the next are taken; as many as one fetch at most. */
export function takeRandomness(bytes: number): Buffer {
  if (used + bytes > BYTES_PER_FETCH) {
    crypto.getRandomValues(randomness);
    used = 0;
  }
  return randomness.subarray(used, (used += bytes));
}
