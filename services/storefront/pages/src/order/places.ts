import { Ban, CreditCard, PackageCheck, PackageX, ReceiptText, Undo2, X, type LucideIcon } from 'lucide-react';
import type { Place } from './steps.js';

interface Look {
  word: string;
  sign: LucideIcon;
  /** A colour of the palette. */
  colour: string;
}

/** What the places on an order's path look like. */
export const LOOKS: Readonly<Record<Place, Look>> = {
  placed: { word: 'Placed', sign: ReceiptText, colour: 'var(--pending)' },
  cancelled: { word: 'Cancelled', sign: Ban, colour: 'var(--still)' },
  declined: { word: 'Declined', sign: X, colour: 'var(--bad)' },
  paid: { word: 'Paid', sign: CreditCard, colour: 'var(--good)' },
  short: { word: 'Out of stock', sign: PackageX, colour: 'var(--stale)' },
  reserved: { word: 'Reserved', sign: PackageCheck, colour: 'var(--good)' },
  refunded: { word: 'Refunded', sign: Undo2, colour: 'var(--back)' },
};

/** The stream that carries an order to a place from the one before. */
export const STREAM_TO: Readonly<Partial<Record<Place, string>>> = {
  paid: 'order-placed',
  reserved: 'order-completed',
  refunded: 'refund-initiated',
};
