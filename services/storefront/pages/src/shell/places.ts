import { Gauge, ReceiptText, Store, type LucideIcon } from 'lucide-react';

/** A place in the navigation. */
export interface NavigationPlace {
  path: string;
  word: string;
  sign: LucideIcon;
}

export const PLACES: readonly NavigationPlace[] = [
  { path: '/', word: 'Shop', sign: Store },
  { path: '/orders', word: 'Orders', sign: ReceiptText },
];

/** What admins have besides. */
export const CONSOLE: NavigationPlace = { path: '/console', word: 'Console', sign: Gauge };

/** Whether an address belongs to a place. */
export const isWithin = (address: string, { path }: NavigationPlace): boolean =>
  path === '/' ? address === '/' || address.startsWith('/products/') : address.startsWith(path);
