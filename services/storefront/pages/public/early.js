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

/** However long a picture takes, and though a tab that nobody sees paints nothing: the scripts begin. */
const PAINT_WITHIN_MS = 1_000;

/** @param {{ decode(): Promise<void> }} picture */
const decode = (picture) => picture.decode();

// Where the shop is drawn in the document, its scripts begin once that is painted, with its pictures: they would hold up the
// browser before.
addEventListener('DOMContentLoaded', () => {
  const main = document.querySelector('#main-script');
  if (main === null) return;
  const begin = () => void import(main.href);
  if (document.hidden) return begin();
  setTimeout(begin, PAINT_WITHIN_MS);
  void Promise.allSettled([...document.querySelectorAll('#page img[loading=eager]')].map(decode)).then(() =>
    requestAnimationFrame(() => setTimeout(begin)),
  );
});
