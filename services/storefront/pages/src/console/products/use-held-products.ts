import type { Product } from '@stockade/client';
import { useState } from 'react';

interface HeldProducts {
  /** Those that are shown, as they are now. */
  rows: readonly Product[];
  /** What is there and not shown, in words; null while all is shown. */
  news: string | null;
  show: () => void;
}

/** Keeps a list in its sequence until it may change. */
export function useHeldProducts(products: readonly Product[]): HeldProducts {
  const ids = products.map(({ id }) => id);
  const [shown, setShown] = useState(ids);
  const byId = new Map(products.map((product) => [product.id, product]));
  const rows = shown.flatMap((id) => byId.get(id) ?? []);
  const isSame = shown.length === ids.length && shown.every((id, i) => id === ids[i]);
  const more = ids.filter((id) => !shown.includes(id)).length;
  return {
    rows,
    news: isSame ? null : more > 0 ? `${more.toLocaleString()} new` : 'Changed: show what is there now',
    show: () => setShown(ids),
  };
}
