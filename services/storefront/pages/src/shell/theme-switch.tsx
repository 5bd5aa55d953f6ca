import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { theme, THEMES, type Theme } from './theme.js';

const LOOKS: Readonly<Record<Theme, { sign: LucideIcon; word: string }>> = {
  system: { sign: Monitor, word: 'as the system' },
  light: { sign: Sun, word: 'light' },
  dark: { sign: Moon, word: 'dark' },
};

/** Goes through the themes. */
export function ThemeSwitch() {
  const now = theme.use();
  const { sign: Sign, word } = LOOKS[now];
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] ?? 'system';
  return (
    <button type="button" className="grid size-10 place-items-center rounded-card" onClick={() => theme.set(next)}>
      <Sign className="size-5" strokeWidth="1.75" aria-hidden="true" />
      <span className="sr-only">
        Theme: {word}. Change to {LOOKS[next].word}
      </span>
    </button>
  );
}
