import type { Bench, LabRequest, LabRun } from '@stockade/client';
import { useMutation } from '@tanstack/react-query';
import { FlaskConical, Hand } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ProblemNote } from '../../parts/problem-note.js';
import { startRun } from './queries.js';

interface StartFormsProps {
  bench: Bench;
  onStarted: (run: LabRun) => void;
}

/** The two ways to run something. */
export function StartForms({ bench, onStarted }: StartFormsProps) {
  const start = useMutation({ mutationFn: startRun, onSuccess: onStarted });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <ByHand start={(request) => start.mutate(request)} isStarting={start.isPending} />
      <BySeed bench={bench} start={(request) => start.mutate(request)} isStarting={start.isPending} />
      {start.error !== null && (
        <div className="md:col-span-2">
          <ProblemNote error={start.error} />
        </div>
      )}
    </div>
  );
}

interface FormProps {
  start: (request: LabRequest) => void;
  isStarting: boolean;
}

function Choice({ title, sign, children }: { title: string; sign: ReactNode; children: ReactNode }) {
  return (
    <section className="card flex flex-col gap-4 p-5">
      <h2 className="flex items-center gap-2 text-base font-semibold">
        {sign}
        {title}
      </h2>
      {children}
    </section>
  );
}

function ByHand({ start, isStarting }: FormProps) {
  return (
    <Choice title="Break it by hand" sign={<Hand className="size-5 text-accent" aria-hidden="true" />}>
      <p className="text-muted">
        A whole system of its own starts: a Redis, two of each service, a payment provider, and customers who order. You
        kill what you like, and see beside it that what was told is what is.
      </p>
      <button
        type="button"
        className="button button-main mt-auto self-start"
        disabled={isStarting}
        onClick={() => start({ kind: 'by-hand' })}
      >
        Start the system
      </button>
    </Choice>
  );
}

function BySeed({ bench, start, isStarting }: FormProps & { bench: Bench }) {
  const [seed, setSeed] = useState('');
  const [isWhole, setWhole] = useState(false);
  const [chosen, setChosen] = useState('');
  const mistake = bench.mistakes.find(({ key }) => key === chosen)?.key;
  const seedNumber = Number(seed);
  const isSeedGood = seed === '' || (Number.isInteger(seedNumber) && seedNumber >= 1 && seedNumber <= bench.seed_max);
  const submit = () =>
    start({
      kind: 'proof',
      short: !isWhole,
      ...(seed !== '' && { seed: seedNumber }),
      ...(mistake !== undefined && { mistake }),
    });
  return (
    <Choice title="A proof by seed" sign={<FlaskConical className="size-5 text-accent" aria-hidden="true" />}>
      <p className="text-muted">
        Everything strikes by itself, as npm run prove does it. The same seed brings the same faults.
      </p>
      <form
        className="grid gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSeedGood) submit();
        }}
      >
        <SeedField seed={seed} max={bench.seed_max} isGood={isSeedGood} onChange={setSeed} />
        <label className="grid gap-1 text-sm font-medium">
          Length
          <select
            className="field font-normal"
            value={isWhole ? 'whole' : 'short'}
            disabled={mistake !== undefined}
            onChange={(event) => setWhole(event.target.value === 'whole')}
          >
            <option value="short">short, some two minutes</option>
            <option value="whole">whole, some five minutes</option>
          </select>
        </label>
        <label className="grid gap-1 text-sm font-medium sm:col-span-2">
          What runs
          <select className="field font-normal" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">Stockade as it is</option>
            {bench.mistakes.map(({ key, name }) => (
              <option key={key} value={key}>
                a copy with a mistake, which must FAIL: {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="submit"
          className="button button-main self-start sm:col-span-2"
          disabled={isStarting || !isSeedGood}
        >
          Prove it
        </button>
      </form>
    </Choice>
  );
}

interface SeedFieldProps {
  seed: string;
  max: number;
  isGood: boolean;
  onChange: (seed: string) => void;
}

function SeedField({ seed, max, isGood, onChange }: SeedFieldProps) {
  return (
    <label className="grid gap-1 text-sm font-medium">
      Seed
      <input
        className="field font-normal"
        inputMode="numeric"
        placeholder="a new one"
        value={seed}
        aria-invalid={!isGood}
        aria-describedby={isGood ? undefined : 'seed-problem'}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      {!isGood && (
        <span id="seed-problem" className="text-bad">
          A whole number from 1 to {max.toLocaleString()}.
        </span>
      )}
    </label>
  );
}
