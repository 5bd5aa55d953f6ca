import {
  Activity,
  ClipboardCheck,
  FlaskConical,
  MailWarning,
  Package,
  ScrollText,
  Users,
  Waves,
  type LucideIcon,
} from 'lucide-react';

interface ConsolePlace {
  path: string;
  word: string;
  sign: LucideIcon;
}

/** The pages of the console, as its navigation shows them. */
export const CONSOLE_PLACES: readonly ConsolePlace[] = [
  { path: '/console', word: 'Overview', sign: Activity },
  { path: '/console/orders', word: 'Orders', sign: ScrollText },
  { path: '/console/products', word: 'Products', sign: Package },
  { path: '/console/customers', word: 'Customers', sign: Users },
  { path: '/console/streams', word: 'Streams', sign: Waves },
  { path: '/console/dead-letters', word: 'Dead letters', sign: MailWarning },
  { path: '/console/audit', word: 'Audit', sign: ClipboardCheck },
  { path: '/console/proof', word: 'Proof', sign: FlaskConical },
];

/** Whether an address belongs to a page of the console. */
export const isAtPlace = (address: string, { path }: ConsolePlace): boolean =>
  path === '/console' ? address === path : address === path || address.startsWith(`${path}/`);
