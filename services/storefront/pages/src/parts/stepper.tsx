import { Minus, Plus } from 'lucide-react';

interface StepperProps {
  /** What is counted, for whoever hears it. */
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}

/** A number that goes up and down. */
export function Stepper({ label, value, min = 1, max, onChange }: StepperProps) {
  const step = (by: number) => onChange(Math.min(max, Math.max(min, value + by)));
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
      <output className="min-w-9 text-center font-semibold">{value}</output>
      <button type="button" className="grid size-10 place-items-center" disabled={value >= max} onClick={() => step(1)}>
        <Plus className={`size-4 ${value >= max ? 'opacity-40' : ''}`} aria-hidden="true" />
        <span className="sr-only">One more</span>
      </button>
    </div>
  );
}
