import type { Proof } from '@stockade/client';
import { Download } from 'lucide-react';
import { counted, dateTime, duration } from '../../parts/format.js';
import { CopyButton } from '../../parts/panel.js';
import { saveFile } from '../../parts/save-file.js';
import { Violations } from './lights.js';
import { VERDICT_LOOKS } from './words.js';

const ORDERS_SHOWN_MAX = 5;
const MS_PER_S = 1_000;

/** How a run ended, and how to have it again. */
export function VerdictCard({ proof, id }: { proof: Proof; id: string }) {
  const { verdict, reasons, command, seed, bound, started_at, seconds, orders_named, broken_on_purpose } = proof;
  const { colour, sentence } = VERDICT_LOOKS[verdict];
  const recoveries = proof.parts.flatMap(({ recovery }) => recovery.max_ms ?? []);
  return (
    <section aria-label="Verdict" className="card mb-4 p-5">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <span
          className={`rounded-card border-2 border-current px-4 py-1 text-2xl font-extrabold tracking-wide ${colour}`}
        >
          {verdict}
        </span>
        <h2 className="min-w-0 flex-1 text-lg font-semibold">{sentence}</h2>
      </div>
      {broken_on_purpose !== null && (
        <p className="mt-3 text-stale">△ This was a copy with a known mistake: {broken_on_purpose.name}.</p>
      )}
      {reasons.length > 0 && (
        <ul className="mt-3 list-disc pl-5 [overflow-wrap:anywhere]">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {orders_named.length > 0 && (
        <p className="mt-3 text-sm">
          Orders that it names:{' '}
          {orders_named.slice(0, ORDERS_SHOWN_MAX).map((order) => (
            <code key={order} className="mr-2 font-mono [overflow-wrap:anywhere]">
              {order}
            </code>
          ))}
        </p>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure word="orders accepted" value={bound.orders.toLocaleString()} />
        <Figure word="faults" value={bound.faults.toLocaleString()} />
        <Figure word="orders broken" value={bound.orders_broken.toLocaleString()} />
        <Figure word="Redis back, at most" value={recoveries.length === 0 ? '–' : duration(Math.max(...recoveries))} />
      </dl>
      <p className="mt-4 text-sm text-muted">
        Seed {seed} · {dateTime(started_at)} · took {duration(seconds * MS_PER_S)}
        {proof.mutants.length > 0 && ` · ${counted(proof.mutants.length, 'known mistake')} tried`}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <code className="rounded-card bg-sunken px-3 py-2 font-mono text-sm [overflow-wrap:anywhere]">{command}</code>
        <CopyButton text={command} />
        <button type="button" className="button" onClick={() => save(proof, id)}>
          <Download className="size-4" aria-hidden="true" />
          JSON
        </button>
      </div>
      <Violations proof={proof} />
    </section>
  );
}

function Figure({ word, value }: { word: string; value: string }) {
  return (
    <div>
      <dt className="text-sm text-muted">{word}</dt>
      <dd className="text-xl font-bold">{value}</dd>
    </div>
  );
}

const save = (proof: Proof, id: string) =>
  saveFile(`${id}.json`, `${JSON.stringify(proof, null, 2)}\n`, 'application/json');
