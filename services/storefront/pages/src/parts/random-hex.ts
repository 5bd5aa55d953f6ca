/** Random bytes in hexadecimal; also where the connection is not encrypted and browsers have no randomUUID. */
export const randomHex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
