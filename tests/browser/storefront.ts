import type { Member, Stack } from '@stockade/testing';
import { useShop, type Shop, type ShopOptions } from '../shop.js';

/** A shop with its storefront in front. */
export interface Storefront extends Shop<Stack> {
  /** The gateway, which serves the pages. */
  gateway(): Member;
  /** Where a browser goes. */
  origin(): string;
}

/** A shop of real processes with its samples and its storefront, for the tests of a file. */
export function useStorefront({ env = {}, ...options }: ShopOptions = {}): Storefront {
  const shop = useShop({ storefront: {}, env: { SEED_PRODUCTS: 'true', ...env }, ...options });
  const gateway = () => {
    const { storefront } = shop.stack;
    if (storefront === undefined) throw new Error('this shop has no storefront');
    return storefront;
  };
  return { ...shop, gateway, origin: () => gateway().url };
}
