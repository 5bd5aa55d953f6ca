export const HASH_SLOTS = 16_384;

const BITS_OF_BYTE = 8;
const TOP_BIT = 0x8000;
const POLYNOMIAL = 0x1021;
const WORD_MASK = 0xffff;
const ASCII_MAX = 0x7f;

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << BITS_OF_BYTE;
  for (let bit = 0; bit < BITS_OF_BYTE; bit++) crc = (crc & TOP_BIT) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
  return crc & WORD_MASK;
});

/**
 * The hash slot of a key: CRC-16/XMODEM of its hash tag, or of the whole key when it has none
 * (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags). node-redis has the same function
 * and does not export it.
 */
export function hashSlotOf(key: string): number {
  const open = key.indexOf('{');
  const close = open === -1 ? -1 : key.indexOf('}', open + 1);
  const isTagged = close > open + 1;
  const [from, to] = isTagged ? [open + 1, close] : [0, key.length];
  let crc = 0;
  for (let i = from; i < to; i++) {
    const code = key.charCodeAt(i);
    if (code > ASCII_MAX) return slotOfBytes(Buffer.from(key.slice(from, to)));
    crc = step(crc, code);
  }
  return crc % HASH_SLOTS;
}

const slotOfBytes = (bytes: Buffer) => bytes.reduce(step, 0) % HASH_SLOTS;

function step(crc: number, byte: number): number {
  return ((crc << BITS_OF_BYTE) ^ (table[((crc >> BITS_OF_BYTE) ^ byte) & 0xff] ?? 0)) & WORD_MASK;
}
