/** `://user:password@`, in every form of such an address. */
const LOGIN = /^(?<scheme>[a-z][a-z+]*:\/\/)(?:(?<user>[^:@/?#]*)(?::[^@/?#]*)?@)?(?<place>[^@?#]+)(?:\?[^#]*)?$/;

/** An address as it may be shown: without its passwords. What is no address is not shown at all, since it may hold one. */
export function withoutPassword(url: string): string {
  const { scheme, user = '', place } = LOGIN.exec(url)?.groups ?? {};
  if (scheme === undefined || place === undefined) return '(not a URL)';
  return `${scheme}${user === '' ? '' : `${user}@`}${place}`;
}
