import { Minus, Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';

interface StepperProps {
  /** What is counted, for whoever hears it. */
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}

/** A number that goes up and down, or is typed. */
export function Stepper({ label, value, min = 1, max, onChange }: StepperProps) {
  // What is typed, as long as it is not yet a number to take.
  const [typed, setTyped] = useState<string | null>(null);
  const step = (by: number) => set(value + by);
  function set(next: number) {
    setTyped(null);
    onChange(Math.min(max, Math.max(min, next)));
  }
  function type(text: string) {
    if (!/^\d*$/.test(text)) return;
    if (text === '' || Number(text) < min) setTyped(text);
    else set(Number(text));
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div role="group" aria-label={label} className="inline-flex items-center rounded-card border border-line">
      <button
        type="button"
        className="grid size-10 place-items-center"
        disabled={value <= min}
        onClick={() => step(-1)}
      >
        <Minus className={`size-4 ${value <= min ? 'opacity-40' : ''}`} aria-hidden="true" />
        <span className="sr-only">One less</span>
      </button>
      <input
        className="w-14 min-h-10 rounded-card bg-transparent text-center font-semibold -outline-offset-2"
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? value}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => type(target.value.trim())}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="grid size-10 place-items-center" disabled={value >= max} onClick={() => step(1)}>
        <Plus className={`size-4 ${value >= max ? 'opacity-40' : ''}`} aria-hidden="true" />
        <span className="sr-only">One more</span>
      </button>
    </div>
  );
}
