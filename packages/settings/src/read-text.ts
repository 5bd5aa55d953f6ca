import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { types } from 'node:util';

/** No setting is as long; a device such as /dev/zero has no end. */
const TEXT_BYTES_MAX = 65_536;

/** The text of a file, without a byte order mark; or in one line why it has none. */
export function readText(path: string): { content: string } | { wrong: string } {
  try {
    const bytes = readBytes(path);
    if (bytes.length > TEXT_BYTES_MAX) return { wrong: `holds more than ${TEXT_BYTES_MAX} bytes` };
    return isUtf8(bytes) ? { content: new TextDecoder().decode(bytes) } : { wrong: 'is no text in UTF-8' };
  } catch (error) {
    return { wrong: types.isNativeError(error) ? error.message : String(error) };
  }
}

/** All that it holds, or one byte more than may be. */
function readBytes(path: string): Buffer {
  const bytes = Buffer.alloc(TEXT_BYTES_MAX + 1);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    // A pipe, as of a shell's `<(…)`, gives what it holds in pieces.
    for (let read = -1; read !== 0; length += read) read = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
