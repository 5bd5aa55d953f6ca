import { useLocation, useSearch } from 'wouter';

/** Where to log in, from where it leads back to what is shown now, with what was looked for. */
export function useLoginAddress(): string {
  const [path] = useLocation();
  const search = useSearch();
  return `/login?then=${encodeURIComponent(search === '' ? path : `${path}?${search}`)}`;
}
