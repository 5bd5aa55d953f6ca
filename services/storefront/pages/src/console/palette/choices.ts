import { CONSOLE_PLACES } from '../places.js';
import { paused } from '../../live/states.js';
import { theme } from '../../shell/theme.js';

/** Something to choose in the palette. */
export interface Choice {
  /** What it does, in words. */
  readonly word: string;
  /** The keys that do the same, one after the other. */
  readonly keys?: string;
  readonly act: (go: (path: string) => void) => void;
}

const PAGES: readonly { word: string; path: string }[] = [
  ...CONSOLE_PLACES,
  { word: 'Shop', path: '/' },
  { word: 'Orders, live', path: '/orders' },
];

/** The second key after `g`, by the address that it leads to. */
const KEYS: Readonly<Record<string, string>> = {
  '/console': 'o',
  '/console/orders': 'b',
  '/console/products': 'r',
  '/console/customers': 'c',
  '/console/streams': 's',
  '/console/dead-letters': 'd',
  '/console/audit': 'a',
  '/console/proof': 'p',
  '/': 'h',
};

const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

const pages: readonly Choice[] = PAGES.map(({ word, path }) => {
  const key = KEYS[path];
  return { word: `Go to: ${word}`, ...(key !== undefined && { keys: `g ${key}` }), act: (go) => go(path) };
});

const actions: readonly Choice[] = [
  { word: 'Pause or go on', keys: 'p', act: () => paused.set(!paused.get()) },
  { word: 'Light', act: () => theme.set('light') },
  { word: 'Dark', act: () => theme.set('dark') },
  { word: 'Light or dark as the system is', act: () => theme.set('system') },
];

/** What fits what was typed; something to look for comes first. */
export function choicesFor(text: string): readonly Choice[] {
  const wanted = text.trim().toLowerCase();
  const fitting = [...pages, ...actions].filter(({ word }) => word.toLowerCase().includes(wanted));
  if (wanted === '') return fitting;
  const search = `/console/orders?q=${encodeURIComponent(wanted)}`;
  return [
    ...(ID.test(wanted)
      ? [
          { word: `Order ${wanted}`, act: (go: (path: string) => void) => go(`/orders/${wanted}`) },
          { word: `Product ${wanted}`, act: (go: (path: string) => void) => go(`/products/${wanted}`) },
        ]
      : []),
    ...fitting,
    { word: `Look for orders: ${wanted}`, act: (go) => go(search) },
  ];
}

/** What two keys do, the first of which was `g`; undefined for others. */
export function choiceOf(keys: string): Choice | undefined {
  return [...pages, ...actions].find((choice) => choice.keys === keys);
}

/** Everything that has keys. */
export const withKeys: readonly Choice[] = [...pages, ...actions].filter(({ keys }) => keys !== undefined);
