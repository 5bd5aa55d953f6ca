import { test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebodyWithCart, isLoggedIn } from './steps.js';
import { useStorefront } from './storefront.js';

describeInBrowser('a session whose token was stolen', () => {
  const shop = useStorefront({ env: { REFRESH_GRACE_S: '1' } });
  const browser = useBrowser(shop.origin);

  test('a used token that comes again later ends the session, and the page asks to log in', async () => {
    const { page, context, trouble } = await browser.visitor();
    await becomeSomebodyWithCart(page);
    const [stolen] = await context.cookies();
    await page.reload();
    await isLoggedIn(page);
    trouble.expect(/401/);
    const headers = { cookie: `${stolen?.name}=${stolen?.value}`, 'sec-fetch-site': 'same-origin' };
    const replay = async () =>
      (await fetch(`${shop.origin()}/session/refresh`, { method: 'POST', headers })).status === 204;
    await waitUntil(replay, { what: 'the end of the session, because its token comes a second time' });
    await page.reload();
    await page.getByRole('link', { name: 'Log in' }).waitFor();
  });
});
