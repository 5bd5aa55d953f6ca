import type { Bench, Proof } from '@stockade/client';

interface LightsProps {
  bench: Bench;
  /** Null while all moves: then nothing can be said. */
  proof: Proof | null;
}

/** What must hold, a light each: grey while orders flow, then green or red. */
export function Lights({ bench, proof }: LightsProps) {
  return (
    <ul className="grid gap-x-6 gap-y-1.5 text-sm md:grid-cols-2">
      {bench.invariants.map(({ key, meaning }) => {
        const result = proof?.invariants.find((one) => one.key === key);
        return (
          <li key={key} className="flex items-baseline gap-2.5" title={key}>
            <Light violations={result?.violations ?? 0} checked={result?.checked ?? null} />
            <span className="min-w-0">
              {meaning}
              {result !== undefined && result.checked > 0 && (
                <span className="text-muted">
                  {' '}
                  · {result.checked.toLocaleString()} {result.unit}
                </span>
              )}
              {(result?.violations ?? 0) > 0 && (
                <span className="font-semibold text-bad"> · broken {result?.violations.toLocaleString()}×</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** @param checked null before it was looked at */
function Light({ violations, checked }: { violations: number; checked: number | null }) {
  if (violations > 0) return <Sign colour="text-bad" sign="✕" word="broken" />;
  if (checked === null || checked === 0)
    return <Sign colour="text-muted" sign="○" word={checked === null ? 'not yet' : 'not checked here'} />;
  return <Sign colour="text-good" sign="●" word="held" />;
}

function Sign({ colour, sign, word }: { colour: string; sign: string; word: string }) {
  return (
    <span className={`w-4 shrink-0 text-center ${colour}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{word}: </span>
    </span>
  );
}

/** The first violations in words; an order of a system that is gone has no page. */
export function Violations({ proof }: { proof: Proof }) {
  const all = proof.parts.flatMap(({ key, violations }) => violations.map((one) => ({ ...one, part: key })));
  if (all.length === 0) return null;
  return (
    <ul className="mt-4 grid gap-2 text-sm">
      {all.slice(0, SHOWN_MAX).map(({ part, invariant, what }) => (
        <li key={`${part} ${invariant} ${what}`} className="border-l-4 border-bad pl-3 [overflow-wrap:anywhere]">
          <strong>{invariant}</strong> {what}
        </li>
      ))}
      {all.length > SHOWN_MAX && <li className="text-muted">And {all.length - SHOWN_MAX} more in the JSON.</li>}
    </ul>
  );
}

const SHOWN_MAX = 8;
