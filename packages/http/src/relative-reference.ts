/**
 * The way from the path of a request back to the root of its service: `` from `/orders`, `../` from `/api/orders`. What an
 * answer refers to is relative, since a proxy may have taken a prefix off the path that the client knows.
 */
export function rootFrom(path: string): string {
  return '../'.repeat(Math.max(0, path.split('/').length - 2));
}
