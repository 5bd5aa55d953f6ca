import { X } from 'lucide-react';

interface ChosenChipProps {
  /** Of which field it is. */
  label: string;
  value: string;
  error?: string | undefined;
  onDrop: () => void;
}

/** What was chosen for a filter; pressed, it is chosen no more. */
export function ChosenChip({ label, value, error, onDrop }: ChosenChipProps) {
  return (
    <div className="min-w-0">
      <p className="mb-1 text-sm font-medium">{label}</p>
      <button
        type="button"
        className="button w-full justify-between bg-accent-soft"
        aria-label={`${label}: ${value}. Any instead`}
        onClick={onDrop}
      >
        <span className="truncate">{value}</span>
        <X className="size-4 shrink-0" aria-hidden="true" />
      </button>
      {error !== undefined && <p className="mt-1 text-sm text-bad">{error}</p>}
    </div>
  );
}
