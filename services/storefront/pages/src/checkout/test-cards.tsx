import type { About } from '@stockade/client';
import { CircleCheck, CircleX, Hourglass, RefreshCw, WifiOff, type LucideIcon } from 'lucide-react';

const LOOKS: Readonly<Record<string, { sign: LucideIcon; digits: string }>> = {
  pm_card_visa: { sign: CircleCheck, digits: '4242' },
  pm_card_declined: { sign: CircleX, digits: '0002' },
  pm_card_timeout: { sign: WifiOff, digits: '5126' },
  pm_card_slow: { sign: Hourglass, digits: '3063' },
  pm_card_unavailable: { sign: RefreshCw, digits: '9995' },
};

interface TestCardsProps {
  methods: About['payment_methods'] | undefined;
  chosen: string;
  onChoose: (method: string) => void;
  error: string | undefined;
}

/** The cards of the simulated payment provider; each is another kind of day. */
export function TestCards({ methods, chosen, onChoose, error }: TestCardsProps) {
  return (
    <fieldset>
      <legend className="mb-3 text-lg font-semibold">Pay with a test card</legend>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {methods === undefined
          ? Array.from({ length: 5 }, (_, i) => <div key={i} className="skeleton h-36" />)
          : methods.map((method) => (
              <TestCard
                key={method.payment_method}
                method={method}
                isChosen={chosen === method.payment_method}
                onChoose={() => onChoose(method.payment_method)}
              />
            ))}
      </div>
      {error !== undefined && <p className="mt-2 text-sm text-bad">{error}</p>}
    </fieldset>
  );
}

interface TestCardProps {
  method: About['payment_methods'][number];
  isChosen: boolean;
  onChoose: () => void;
}

function TestCard({ method: { payment_method, title, effect }, isChosen, onChoose }: TestCardProps) {
  const { sign: Sign = CircleCheck, digits = '0000' } = LOOKS[payment_method] ?? {};
  return (
    <label
      className={`relative flex cursor-pointer flex-col gap-2 rounded-card border-2 p-4 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${
        isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-raised hover:border-accent'
      }`}
    >
      <input
        type="radio"
        name="payment_method"
        value={payment_method}
        checked={isChosen}
        onChange={onChoose}
        className="sr-only"
      />
      <span className="flex items-center justify-between">
        <Chip />
        <Sign className="size-6 text-accent" strokeWidth="1.75" aria-hidden="true" />
      </span>
      <span className="font-mono text-sm tracking-wider text-muted max-sm:hidden" aria-hidden="true">
        •••• {digits}
      </span>
      <span className="font-semibold">{title}</span>
      <span className="text-sm text-muted">{effect}</span>
    </label>
  );
}

function Chip() {
  return (
    <svg viewBox="0 0 34 26" className="h-6 w-auto text-stale" aria-hidden="true">
      <rect x="1" y="1" width="32" height="24" rx="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M1 9h10v8H1M33 9H23v8h10M11 1v24M23 1v24" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
