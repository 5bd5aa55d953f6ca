import type { ReactNode } from 'react';
import { paused } from '../../live/states.js';
import { makeCell } from '../../parts/cell.js';

/** How entries are shown on their way: each as a dot, or as a sum for each stream. */
export const flowShows = makeCell<'dots' | 'sums'>('dots');
/** How fast dots go; half as fast they are easier to follow, and to press. */
export const dotSpeed = makeCell<1 | 0.5>(1);

/** Stops the page, and says how it shows what goes on. */
export function FlowControls() {
  const isPaused = paused.use();
  const shows = flowShows.use();
  const speed = dotSpeed.use();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <button type="button" className="chip" aria-pressed={isPaused} onClick={() => paused.set(!isPaused)}>
        <span aria-hidden="true">‖</span> Pause
      </button>
      <div role="group" aria-label="Speed of the dots" className="flex gap-1 motion-reduce:hidden">
        <Choice isOn={speed === 1} isPossible={shows === 'dots'} onChoose={() => dotSpeed.set(1)}>
          1×
        </Choice>
        <Choice isOn={speed === 0.5} isPossible={shows === 'dots'} onChoose={() => dotSpeed.set(0.5)}>
          ½×
        </Choice>
      </div>
      <div role="group" aria-label="Entries as" className="flex gap-1 motion-reduce:hidden">
        <Choice isOn={shows === 'dots'} onChoose={() => flowShows.set('dots')}>
          <span aria-hidden="true">●</span> Dots
        </Choice>
        <Choice isOn={shows === 'sums'} onChoose={() => flowShows.set('sums')}>
          <span aria-hidden="true">Σ</span> Sums
        </Choice>
      </div>
      <p className="text-sm text-muted">
        A pipe is as wide as its rate and as full as its lag. A dot is an entry; press it to see its order. Σ counts the
        entries since you look.
      </p>
    </div>
  );
}

interface ChoiceProps {
  isOn: boolean;
  isPossible?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

function Choice({ isOn, isPossible = true, onChoose, children }: ChoiceProps) {
  return (
    <button type="button" className="chip" aria-pressed={isOn} disabled={!isPossible} onClick={onChoose}>
      {children}
    </button>
  );
}
