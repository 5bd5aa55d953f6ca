import { makeCell } from '../parts/cell.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = 'stockade-theme';

/** Light, dark, or as the system is. `early.js` sets it before anything is drawn. */
export const theme = makeCell<Theme>(THEMES.find((one) => one === localStorage.getItem(STORED_AS)) ?? 'system');

theme.subscribe(() => {
  localStorage.setItem(STORED_AS, theme.get());
  document.documentElement.dataset['theme'] = theme.get();
});
