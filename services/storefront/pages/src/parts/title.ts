import { useEffect } from 'react';

/** Names the page, in the tab and for whoever hears it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Stockade`;
  }, [title]);
}
