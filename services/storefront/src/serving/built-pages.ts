import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Server } from 'node:http';
import { noRoute } from '@stockade/http';
import type { Logger } from '@stockade/service';
import type { Upstream } from '../passing/upstream.js';
import type { Visit } from '../visit.js';
import { openDrawnShop } from './drawn-shop.js';
import { setPageHeaders } from './page-headers.js';
import { readPages, type PageFile } from './read-pages.js';

/** Where the build puts the pages and what draws one, seen from the sources as from what is compiled of them. */
const FOLDER = fileURLToPath(new URL('../../dist', import.meta.url));
const PAGES = 'pages';
const DRAWING = 'first-sight/first-sight.mjs';
const ENTRY = '/index.html';
/** The entry with the shop drawn in it, to be seen while the scripts come; without products, for when they are not known. */
const SHOP = '/shop.html';
const ASSETS = '/assets/';
/** The name of an asset holds a digest of it. */
const ASSET_CACHING = 'public, max-age=31536000, immutable';
/** Anything else is asked for anew, and not sent anew. */
const CACHING = 'no-cache';

/** What answers whatever is no route of the gateway: the pages. */
export interface Pages {
  /** Throws a ProblemError. */
  answer(visit: Visit, path: string): void | Promise<void>;
  /** Told once of the server, which listens then. */
  begin?(server: Server): Promise<void>;
  close?(): Promise<void>;
}

export interface PagesParts {
  /** Asked for what the shop shows first. */
  warehouse: Upstream;
  logger: Logger;
}

/**
 * Serves the built pages from memory: a build does not change them under a gateway that runs, and there is no path by which a
 * request could reach another file. A path without a dot that names no file is a page that the script of the entry shows.
 */
export async function openBuiltPages(parts: PagesParts, folder = FOLDER): Promise<Pages> {
  const files = read(join(folder, PAGES));
  const drawnShop = await openDrawnShop({ ...parts, file: join(folder, DRAWING) });
  return {
    async answer(visit, path) {
      const { req, res, client } = visit;
      const isFetched = req.method === 'GET' || req.method === 'HEAD';
      // Of what is looked for in the shop, a drawn one knows nothing.
      const drawn = isFetched && req.url === '/' ? await drawnShop() : undefined;
      const file = isFetched ? (drawn ?? files.get(path === '/' ? SHOP : path) ?? pageAt(files, path)) : undefined;
      if (file === undefined) throw noRoute(req.method, path);
      setPageHeaders(res, client);
      res.setHeader('cache-control', path.startsWith(ASSETS) ? ASSET_CACHING : CACHING);
      res.setHeader('vary', 'accept-encoding');
      res.setHeader('etag', file.etag);
      if (isKnown(req.headers['if-none-match'], file.etag)) res.writeHead(304).end();
      else send(visit, file);
    },
  };
}

function read(folder: string): ReadonlyMap<string, PageFile> {
  try {
    const files = readPages(folder);
    if (files.has(ENTRY)) return files;
  } catch (error) {
    throw new Error(`the pages are not built, ${String(error)}`, { cause: error });
  }
  throw new Error(`the pages are not built: there is no ${ENTRY} in ${folder}`);
}

function pageAt(files: ReadonlyMap<string, PageFile>, path: string): PageFile | undefined {
  return path.includes('.') || path.startsWith(ASSETS) ? undefined : files.get(ENTRY);
}

function send({ req, res }: Visit, { type, plain, encoded }: PageFile): void {
  const accepted = req.headers['accept-encoding'];
  const found = encoded.find(({ encoding }) => accepts(typeof accepted === 'string' ? accepted : '', encoding));
  if (found !== undefined) res.setHeader('content-encoding', found.encoding);
  const { bytes } = found ?? { bytes: plain };
  res.setHeader('content-type', type);
  res.setHeader('content-length', bytes.length);
  res.end(bytes);
}

/** Whether a list such as `gzip;q=0.5, br` has an encoding, and does not rule it out. */
function accepts(list: string, encoding: string): boolean {
  return list.split(',').some((item) => {
    const [name, ...parameters] = item
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

function isKnown(list: string | undefined, etag: string): boolean {
  return list?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
}
