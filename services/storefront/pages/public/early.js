// What must not wait for the other scripts. The theme, so that no page appears in one and changes to the other; and at the
// shop its first products, which come while the scripts do.
let theme = null;
try {
  theme = localStorage.getItem('stockade-theme');
} catch {
  // The browser denies storage.
}
document.documentElement.dataset.theme = theme ?? 'system';
if (location.pathname === '/' && location.search === '')
  for (const path of ['/api/warehouse/products?limit=24', '/api/warehouse/categories']) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'preload', as: 'fetch', href: path, crossOrigin: 'anonymous' });
    document.head.append(link);
  }

/** A tab that nobody sees paints nothing, and its scripts begin all the same. */
const PAINT_WITHIN_MS = 1_000;

// Where the build has drawn the shop, its scripts begin once that is painted: they would hold up the browser before.
addEventListener('DOMContentLoaded', () => {
  const main = document.querySelector('#main-script');
  if (main === null) return;
  const begin = () => void import(main.href);
  if (document.hidden) return begin();
  setTimeout(begin, PAINT_WITHIN_MS);
  requestAnimationFrame(() => setTimeout(begin));
});
