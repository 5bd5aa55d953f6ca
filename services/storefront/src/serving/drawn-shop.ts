import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ProblemError } from '@stockade/http';
import type { Logger } from '@stockade/service';
import { z } from 'zod';
import { ask, type Answer } from '../passing/ask.js';
import type { Upstream } from '../passing/upstream.js';
import { htmlFile, type PageFile } from './read-pages.js';

/** A drawn shop that is older than this is drawn again at the next visit. */
const REDRAW_AFTER_MS = 1_000;
/** An older one is not shown: the first visitor after a quiet time waits for a new one, for the warehouse may have been away for long. */
const SHOWN_MAX_MS = 30_000;
/** How long a visitor waits for it before the shop is shown without products. */
const PATIENCE_MS = 200;
/** For brotli: higher takes longer than it saves of so few bytes. */
const BROTLI_QUALITY = 5;
const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** What the build made of the pages for us: services/storefront/pages/src/first-sight.tsx. */
const drawingSchema = z.object({
  /** Paths of the warehouse. */
  questions: z.array(z.string()),
  /** The entry with the shop drawn in it, from the answers to the questions. */
  drawShop: z.function({
    input: [z.array(z.object({ json: z.string(), isStale: z.boolean() }))],
    output: z.string(),
  }),
});

/** Answers the shop with its products as they were a moment ago; undefined where they are not known. */
export type DrawnShop = () => Promise<PageFile | undefined>;

interface Parts {
  /** A module: see drawingSchema. */
  file: string;
  warehouse: Upstream;
  logger: Logger;
}

/**
 * The shop as HTML, so that a browser shows products as soon as it has the page. It is drawn when somebody visits, at most once a
 * second, and a visitor waits for it no longer than PATIENCE_MS. Throws when the build has not made the module that draws it.
 */
export async function openDrawnShop({ file, warehouse, logger }: Parts): Promise<DrawnShop> {
  const module: unknown = await import(pathToFileURL(file).href);
  const { questions, drawShop } = drawingSchema.parse(module);
  let drawn: { page: PageFile; atMs: number } | undefined;
  let begunAtMs = -Infinity;
  let redrawing: Promise<void> = Promise.resolve();

  async function redraw(): Promise<void> {
    try {
      const atMs = performance.now();
      const answers = await Promise.all(questions.map((path) => answerTo(warehouse, path)));
      const page = await compressed(Buffer.from(drawShop(answers)));
      if (drawn === undefined || drawn.atMs < atMs) drawn = { page, atMs };
    } catch (error) {
      // A warehouse that is away is reported elsewhere.
      if (!(error instanceof ProblemError)) logger.warn({ err: error }, 'the shop cannot be drawn');
    }
  }

  return async () => {
    if (performance.now() - begunAtMs > REDRAW_AFTER_MS) {
      begunAtMs = performance.now();
      redrawing = redraw();
    }
    if (!isShown(drawn)) await Promise.race([redrawing, delay(PATIENCE_MS, undefined, { ref: false })]);
    return isShown(drawn) ? drawn.page : undefined;
  };
}

const isShown = <Page extends { atMs: number }>(drawn: Page | undefined): drawn is Page =>
  drawn !== undefined && performance.now() - drawn.atMs <= SHOWN_MAX_MS;

/**
 * Asked in our own name: a visitor who has used up a rate limit must not hide the products from the others. Throws a ProblemError
 * when the warehouse has no such answer.
 */
async function answerTo(warehouse: Upstream, path: string) {
  const answer = await ask(warehouse, { method: 'GET', path, fields: [], body: null });
  if (answer.status !== 200) throw new ProblemError(answer.status, `The warehouse answers ${answer.status} to ${path}`);
  return { json: answer.body.toString(), isStale: isStale(answer) };
}

/** The warehouse answered from its last known copies. */
const isStale = ({ fields }: Answer): boolean =>
  fields.some((field, i) => i % 2 === 0 && field.toLowerCase() === 'x-cache' && fields[i + 1] === 'STALE');

async function compressed(html: Buffer): Promise<PageFile> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const [br, gz] = await Promise.all([compressors.br(html, { params }), compressors.gzip(html)]);
  return htmlFile(html, [
    { encoding: 'br', bytes: br },
    { encoding: 'gzip', bytes: gz },
  ]);
}
