import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SERVICE_NAMES } from '@stockade/testing';
import { useServices } from '../shop.js';

const { stack } = useServices();

const committed = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8'));

/** What a page has its reader's browser load, and what a style sheet has it load. */
const LOADED = /(?:src|href)="([^"]+)"|url\(\s*["']?([^"')]+)/g;
/** A reference to the service itself, which holds under a prefix too. */
const ours = (address: string) => !/^(?:[a-z]+:|\/|#)/i.test(address);

describe.each(SERVICE_NAMES)('the %s', (service) => {
  test('serves its descriptions as they are committed', async () => {
    for (const [path, file] of [
      ['/openapi.json', `openapi/${service}.json`],
      ['/asyncapi.json', 'asyncapi.json'],
    ] as const) {
      const response = await fetch(stack.urls[service] + path);
      expect(response.headers.get('content-type')).toContain('application/json');
      expect(await response.json()).toEqual(committed(file));
    }
  });

  test.each(['/docs', '/redoc', '/docs/events'])('%s loads nothing from elsewhere', async (path) => {
    const page = await fetch(stack.urls[service] + path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    // The browser is told too, so that nothing that a viewer builds itself gets out.
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|upgrade-insecure-requests/);

    const html = await page.text();
    const addresses = addressesIn(html);
    expect(addresses.filter((address) => !ours(address) && !/^(data:|#)/.test(address))).toEqual([]);
    for (const address of addresses.filter(ours)) {
      const loaded = await fetch(new URL(address, page.url));
      const text = await loaded.text();
      expect({ address, status: loaded.status }).toEqual({ address, status: 200 });
      if (loaded.headers.get('content-type')?.includes('text/css'))
        expect(addressesIn(text).filter((inner) => !inner.startsWith('data:'))).toEqual([]);
      expect(text).not.toContain('cdn.redoc.ly');
      expect(text).not.toContain('fonts.googleapis.com');
    }
  });
});

test('the page of the events names every stream and shows an example of each', async () => {
  const page = await (await fetch(`${stack.urls.store}/docs/events`)).text();
  for (const stream of ['order-placed', 'order-completed', 'refund-initiated']) {
    expect(page).toContain(`<code>${stream}</code>`);
    expect(page).toContain(`<code>${stream}:dead</code>`);
    expect(page).toContain(`&quot;type&quot;: &quot;${stream}&quot;`);
    expect(page).toContain('<code>event.data.lines[].quantity</code>');
  }
  expect(page).not.toContain('<script');
});

function addressesIn(text: string): string[] {
  return [...text.matchAll(LOADED)].map(([, attribute, url]) => attribute ?? url ?? '');
}
