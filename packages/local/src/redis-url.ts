/** An address as it may be shown: without its password. What is no URL is not shown at all, since it may hold one. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '(not a URL)';
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
