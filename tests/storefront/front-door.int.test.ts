import { describe, expect, test } from '@jest/globals';
import { useServices } from '../shop.js';

const STOREFRONT_URL = 'https://shop.example/';
const shop = useServices({ env: { STOREFRONT_URL } });
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const open = (url: string, accept: string) => fetch(url, { redirect: 'manual', headers: { accept } });

describe('the root of a service', () => {
  test.each(['store', 'warehouse', 'refund'] as const)(
    'of the %s sends a browser to the storefront',
    async (service) => {
      const answer = await open(shop[service]('/'), BROWSER);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, STOREFRONT_URL]);
      expect(answer.headers.get('vary')).toMatch(/accept/i);
    },
  );

  test('is nothing for others, and no other path is the storefront', async () => {
    expect((await open(shop.store('/'), '*/*')).status).toBe(404);
    expect((await open(shop.store('/cart'), BROWSER)).status).toBe(404);
    expect((await open(shop.store('/docs'), BROWSER)).status).toBe(200);
  });
});
