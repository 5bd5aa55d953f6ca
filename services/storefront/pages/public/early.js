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
