import type { LabRun } from '@stockade/client';
import type { ReactNode } from 'react';

/** What clients were told, beside what there is; the two must agree whenever all is at rest. */
export function Books({ run: { told, is, phase } }: { run: LabRun }) {
  const { accepted = 0, refused = 0, unknown = 0 } = told ?? {};
  const differs = told !== null && is !== null && (is.orders < accepted || is.orders > accepted + unknown);
  const isMoving = phase === 'starting' || phase === 'orders';
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <Ledger title="Told" meaning="what customers were answered">
        <Line word="accepted" value={told?.accepted} isMain />
        <Line word="refused" value={told && refused} />
        <Line word="answer lost, or nobody could tell" value={told && unknown} />
      </Ledger>
      <Ledger title="Is" meaning="what lies in Redis and at the provider">
        <Line word="orders" value={is?.orders} isMain />
        <Line word="charged" value={is?.charged} />
        <Line word="of these given back" value={is?.given_back} />
        <Line word="pieces reserved" value={is?.reserved} />
        <Line word="pieces left" value={is?.available} />
        <Line word="least stock of a product" value={is?.least} isBad={(is?.least ?? 0) < 0} />
        <Line word="entries on their way" value={is?.pending} />
      </Ledger>
      <p className={`sm:col-span-2 ${differs && !isMoving ? 'font-semibold text-bad' : 'text-muted'}`}>
        {told === null || is === null
          ? 'No order yet.'
          : differs
            ? isMoving
              ? '◔ The two are looked at one after the other while orders flow.'
              : `✕ ${accepted} were accepted, and ${is.orders} exist.`
            : `● Every accepted order exists${unknown > 0 ? `; of ${unknown} whose answer was lost, ${is.orders - accepted} do` : ''}.`}
      </p>
    </div>
  );
}

function Ledger({ title, meaning, children }: { title: string; meaning: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="border-b-2 border-ink pb-1 font-semibold">
        {title} <span className="text-sm font-normal text-muted">{meaning}</span>
      </h3>
      <dl>{children}</dl>
    </div>
  );
}

interface LineProps {
  word: string;
  value: number | null | undefined;
  isMain?: boolean;
  isBad?: boolean;
}

function Line({ word, value, isMain = false, isBad = false }: LineProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-b border-line py-1.5">
      <dt className={isMain ? '' : 'text-sm text-muted'}>{word}</dt>
      <dd className={`${isMain ? 'text-xl font-bold' : ''} ${isBad ? 'text-bad' : ''}`}>
        {value?.toLocaleString() ?? '–'}
      </dd>
    </div>
  );
}
