import type { Attempt } from './sent-orders.js';

const LOOKS: Readonly<Record<Attempt, { sign: string; colour: string; word: string }>> = {
  'no-answer': { sign: '✕', colour: 'border-bad text-bad', word: 'no answer' },
  'not-now': { sign: '✕', colour: 'border-stale text-stale', word: 'not possible then' },
  placed: { sign: '●', colour: 'border-good text-good', word: 'placed' },
  'placed-before': { sign: '●', colour: 'border-good text-good', word: 'placed already, the same answer again' },
};

/** Each sending of an order as a dot. */
export function AttemptDots({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <span
      className="inline-flex items-center gap-1.5"
      role="img"
      aria-label={attempts.map((one) => LOOKS[one].word).join(', then ')}
    >
      {attempts.map((attempt, i) => (
        <span
          key={i}
          title={LOOKS[attempt].word}
          className={`grid size-6 place-items-center rounded-full border-2 text-xs font-bold ${LOOKS[attempt].colour}`}
        >
          {LOOKS[attempt].sign}
        </span>
      ))}
    </span>
  );
}
