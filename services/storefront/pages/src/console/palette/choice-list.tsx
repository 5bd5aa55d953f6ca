import { useId, useState, type KeyboardEvent } from 'react';
import { choicesFor, type Choice } from './choices.js';

/** A field, and what fits what is typed there; the arrow keys choose, as in a combobox (ARIA APG). */
export function ChoiceList({ onChosen }: { onChosen: (choice: Choice) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const choices = choicesFor(text);
  const activeAt = Math.min(at, choices.length - 1);
  const active = choices[activeAt];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((choices.length + at + step) % choices.length);
    }
    if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      onChosen(active);
    }
  };
  return (
    <>
      <input
        className="field"
        role="combobox"
        data-begin
        aria-label="A page, an action, an order"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={active && `${id}-${activeAt}`}
        placeholder="A page, an action, an order’s id"
        autoComplete="off"
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div id={id} role="listbox" tabIndex={-1} aria-label="What fits" className="mt-3 grid max-h-80 overflow-y-auto">
        {choices.map((choice, i) => (
          <button
            key={choice.word}
            ref={choice === active ? showChoice : undefined}
            type="button"
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === active}
            className="flex min-h-10 items-center justify-between gap-4 rounded-card px-3 py-1.5 text-left aria-selected:bg-accent-soft"
            onClick={() => onChosen(choice)}
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">{choice.word}</span>
            {choice.keys !== undefined && <kbd className="shrink-0 font-mono text-sm text-muted">{choice.keys}</kbd>}
          </button>
        ))}
      </div>
    </>
  );
}

/** What is chosen with the arrows may be out of sight. */
function showChoice(shown: HTMLElement | null): void {
  shown?.scrollIntoView({ block: 'nearest' });
}
