import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { types } from 'node:util';

/** The text of a file, without a byte order mark; or in one line why it has none. */
export function readText(path: string): { content: string } | { wrong: string } {
  try {
    const bytes = readFileSync(path);
    return isUtf8(bytes) ? { content: new TextDecoder().decode(bytes) } : { wrong: 'is no text in UTF-8' };
  } catch (error) {
    return { wrong: types.isNativeError(error) ? error.message : String(error) };
  }
}
