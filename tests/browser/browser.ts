import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { BROWSER_VARIABLE } from '@stockade/testing';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const LAUNCH_TIMEOUT_MS = 30_000;
const STEP_TIMEOUT_MS = 15_000;

/** Its own sandbox does not work in containers; it sees pages of ours alone. A GPU that is imitated is slower than none. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu'];

const program = process.env[BROWSER_VARIABLE];

/** Tests in a browser; skipped where `npm test` has found none and said so. */
export const describeInBrowser = program === undefined ? describe.skip : describe;

/** What no page may do; what a test provokes on purpose it takes out. */
interface Trouble {
  /** Errors in the console and in scripts, reports of the content security policy, requests to other hosts, 5xx answers. */
  readonly seen: string[];
  /** From now on troubles that match are none, such as the answers of a service that the test has killed. */
  expect(pattern: RegExp): void;
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly trouble: Trouble;
}

export interface BrowserInUse {
  /** Somebody with a browser of their own: no cookie and no storage is shared. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
  /** Another tab of the same browser. */
  tab(visitor: Visitor): Promise<Page>;
}

/** A browser for the tests of a file. After each test no visitor's page may have had any trouble. */
export function useBrowser(origin: () => string): BrowserInUse {
  let browser: Browser | undefined;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    if (program === undefined) return;
    browser = await chromium.launch({ executablePath: program, args: ARGUMENTS, timeout: LAUNCH_TIMEOUT_MS });
  });
  afterEach(async () => {
    const seen = visitors.flatMap(({ trouble }) => trouble.seen);
    await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
    expect(seen).toEqual([]);
  });
  afterAll(() => browser?.close());

  return {
    async visitor(options = {}) {
      if (browser === undefined) throw new Error('there is no browser: use it inside tests');
      // Motion that nobody looks at takes the machine's time from what is tried.
      const context = await browser.newContext({ baseURL: origin(), reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(STEP_TIMEOUT_MS);
      const trouble = watch(context, origin());
      const visitor = { context, trouble, page: await context.newPage() };
      visitors.push(visitor);
      return visitor;
    },
    tab: ({ context }) => context.newPage(),
  };
}

/** A report of the content security policy, which no page sees by itself. */
const REPORT = 'content security policy:';
const REPORTER = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error('${REPORT}', violatedDirective, blockedURI, sourceFile));`;

function watch(context: BrowserContext, origin: string): Trouble {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  const note = (trouble: string) => {
    if (!expected.some((pattern) => pattern.test(trouble))) seen.push(trouble);
  };
  void context.addInitScript(REPORTER);
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => note(`script: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:'))
      note(`foreign request: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) note(`answer ${response.status()}: ${response.url()}`);
  });
  return {
    seen,
    expect(pattern) {
      expected.push(pattern);
      seen.splice(0, seen.length, ...seen.filter((trouble) => !pattern.test(trouble)));
    },
  };
}
