import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const HTML = 'text/html; charset=utf-8';
const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** What `Content-Encoding` calls what the build has compressed, the best first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** A file of the pages, in each of its forms. */
export interface PageFile {
  readonly type: string;
  /** In quotes, as in the header field. */
  readonly etag: string;
  readonly plain: Buffer;
  readonly encoded: readonly { readonly encoding: string; readonly bytes: Buffer }[];
}

/** Reads all files of the built pages, by their path from the root of the origin. Throws when there are none. */
export function readPages(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(`/${relative(folder, path).split(sep).join('/')}`, readFileSync(path));
  }
  const pages = new Map<string, PageFile>();
  for (const [path, plain] of files) {
    if (ENCODINGS.some(([, suffix]) => path.endsWith(suffix))) continue;
    const encoded = ENCODINGS.flatMap(([encoding, suffix]) => {
      const bytes = files.get(path + suffix);
      return bytes === undefined ? [] : [{ encoding, bytes }];
    });
    pages.set(path, pageFile(TYPES[extname(path)] ?? 'application/octet-stream', plain, encoded));
  }
  return pages;
}

/** A page that no file holds. */
export const htmlFile = (html: Buffer, encoded: PageFile['encoded']): PageFile => pageFile(HTML, html, encoded);

function pageFile(type: string, plain: Buffer, encoded: PageFile['encoded']): PageFile {
  return { type, etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`, plain, encoded };
}
