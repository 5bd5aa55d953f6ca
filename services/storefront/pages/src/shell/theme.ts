import { makeCell } from '../parts/cell.js';
import { makeKept } from '../parts/kept.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const kept = makeKept('localStorage', 'stockade-theme');

/** Light, dark, or as the system is. `early.js` sets it before anything is drawn. */
export const theme = makeCell<Theme>(THEMES.find((one) => one === kept.read()) ?? 'system');

theme.subscribe(() => {
  kept.write(theme.get());
  document.documentElement.dataset['theme'] = theme.get();
});
