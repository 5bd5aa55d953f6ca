import type { OverviewView } from '@stockade/contracts';
import { slotAt, type Ring } from './rings.js';
import { SERIES } from './series.js';

interface Step {
  slot: number;
  values: (number | null)[];
}

/** Gathers the samples of each step of a ring. */
export interface Steps {
  /** Takes a sample. Returns the step before, when that is over with it. */
  add(overview: OverviewView): Step | null;
}

export function makeSteps(ring: Ring): Steps {
  let slot = -1;
  let samples: (number | null)[][] = [];
  return {
    add(overview) {
      const now = slotAt(ring, Date.parse(overview.at));
      const over = now !== slot && samples.length > 0 ? { slot, values: summarize(samples) } : null;
      if (now !== slot) [slot, samples] = [now, []];
      samples.push(SERIES.map(({ of }) => of(overview)));
      return over;
    },
  };
}

/** What a step keeps of the samples in it, for each series. */
function summarize(samples: readonly (readonly (number | null)[])[]): (number | null)[] {
  return SERIES.map(({ keeps }, i) => {
    const known = samples.map((values) => values[i] ?? null).filter((value) => value !== null);
    if (known.length === 0) return null;
    return keeps === 'max' ? Math.max(...known) : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}
