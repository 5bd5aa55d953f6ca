// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Pictures and fonts are compressed already. */
const COMPRESSIBLE = ['.html', '.js', '.css', '.json', '.svg', '.txt', '.webmanifest'];
/** Less fits into one packet as it is. */
const BYTES_MIN = 1_024;

/**
 * Writes a .br and a .gz beside each built file that gets smaller by it: once, and as small as can be, instead of at each
 * request.
 * @returns {import('vite').Plugin}
 */
export function precompress() {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
        if (entry.isFile() && COMPRESSIBLE.includes(extname(entry.name))) compress(join(entry.parentPath, entry.name));
    },
  };
}

/** @param {string} path */
function compress(path) {
  const plain = readFileSync(path);
  if (plain.length < BYTES_MIN) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const forms = { '.br': brotliCompressSync(plain, { params }), '.gz': gzipSync(plain, { level: 9 }) };
  for (const [suffix, bytes] of Object.entries(forms))
    if (bytes.length < plain.length) writeFileSync(path + suffix, bytes);
}
