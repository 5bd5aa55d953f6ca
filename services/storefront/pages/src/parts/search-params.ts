import { useSearchParams } from 'wouter';

/**
 * One parameter of the address's query, and what sets it; the empty text takes it away. Going back leaves the page, unless
 * each value is a `step` of its own.
 */
export function useSearchParam(name: string, each?: 'step'): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: each !== 'step' },
    );
  return [params.get(name) ?? '', set];
}
