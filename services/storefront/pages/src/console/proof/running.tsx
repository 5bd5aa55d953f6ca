import { dataOf, type Bench, type LabRun, type Strike } from '@stockade/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { clients } from '../../api/clients.js';
import { announce } from '../../parts/announce.js';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { wordsOf } from '../../parts/problem-note.js';
import { Books } from './books.js';
import { endRun } from './queries.js';
import { Stage } from './stage.js';
import { phaseOf, wordOf } from './words.js';

/** A run as it goes on. */
export function Running({ run, bench }: { run: LabRun; bench: Bench }) {
  const isOpen = run.kind === 'by-hand' && run.state === 'running' && run.phase === 'orders';
  const strike = useMutation({
    mutationFn: (body: Strike) =>
      dataOf(
        clients.lab.POST('/lab/runs/{id}/strikes', {
          params: { path: { id: run.run_id } },
          body,
        }),
      ),
    onSuccess: (_, { kind, service }) => announce(`${service ?? ''} ${wordOf(kind)}: on its way`.trim()),
    onError: (error) => announce(wordsOf(error)),
  });
  const path = `/api/lab/lab/runs/${run.run_id}`;
  return (
    <>
      <Panel title={phaseOf(run)} json={run} curl={curlOf({ path, isPrivate: true })}>
        <Head run={run} bench={bench} isOpen={isOpen} />
        <Stage run={run} onStrike={isOpen ? strike.mutate : undefined} />
      </Panel>
      <div className="mt-4">
        <Panel title="Two books">
          <Books run={run} />
        </Panel>
      </div>
    </>
  );
}

interface HeadProps {
  run: LabRun;
  bench: Bench;
  isOpen: boolean;
}

function Head({ run, bench, isOpen }: HeadProps) {
  const end = useMutation({ mutationFn: () => endRun(run.run_id), onError: (error) => announce(wordsOf(error)) });
  const over = run.faults.filter(({ took_ms }) => took_ms !== null).length;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-3">
      {isOpen && <Rate run={run} max={bench.orders_per_s_max} />}
      <p className="text-sm text-muted">
        Seed {run.seed}
        {run.faults_planned > 0 && ` · ${over} of ${run.faults_planned} faults are over`}
        {run.mistake !== null && ` · a copy with the mistake ${run.mistake}`}
      </p>
      {run.state === 'running' && (
        <button type="button" className="button ml-auto" disabled={end.isPending} onClick={() => end.mutate()}>
          {run.kind === 'by-hand' ? 'Enough: judge it' : 'Break it off'}
        </button>
      )}
      {run.mutants.length > 0 && (
        <ul className="w-full text-sm">
          {run.mutants.map(({ name, caught }) => (
            <li key={name} className={caught === null ? 'text-pending' : caught ? 'text-good' : 'text-bad'}>
              {caught === null ? '◔ runs: ' : caught ? '● found: ' : '✕ not found: '}
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Rate({ run, max }: { run: LabRun; max: number }) {
  const [wanted, setWanted] = useState(run.orders_per_s ?? 1);
  const set = useMutation({
    mutationFn: (orders_per_s: number) =>
      dataOf(clients.lab.PUT('/lab/runs/{id}/rate', { params: { path: { id: run.run_id } }, body: { orders_per_s } })),
    onError: (error) => announce(wordsOf(error)),
  });
  return (
    <label className="flex items-center gap-3 text-sm font-medium">
      Orders a second
      <input
        type="range"
        min="1"
        max={max}
        value={wanted}
        className="w-40 accent-(--accent)"
        onChange={(event) => {
          setWanted(event.target.valueAsNumber);
          set.mutate(event.target.valueAsNumber);
        }}
      />
      <output className="w-8">{wanted}</output>
    </label>
  );
}
