import { ApiProblem, type Bench } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { Terminal } from 'lucide-react';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { counted, dateTime } from '../../parts/format.js';
import { CopyButton, Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useSearchParam } from '../../parts/search-params.js';
import { useTitle } from '../../parts/title.js';
import { Lights } from './lights.js';
import { bench as benchQuery, proofOf, proofs, useRun } from './queries.js';
import { Running } from './running.js';
import { StartForms } from './start-forms.js';
import { VerdictCard } from './verdict.js';
import { VERDICT_LOOKS } from './words.js';

/** Break real parts, and see beside it that what was told is what is. */
export function ProofPage() {
  useTitle('Proof');
  const { data: bench, error } = useQuery(benchQuery);
  return (
    <>
      <h1 className="mb-2 text-2xl font-bold tracking-tight sm:text-3xl">Proof</h1>
      <p className="mb-5 max-w-3xl text-muted">
        An order is never lost, never processed twice and never oversold, whatever is killed. Try it: nothing here is
        played, and nothing touches the shop.
      </p>
      {bench !== undefined && <Lab bench={bench} />}
      {bench === undefined && error instanceof ApiProblem && error.status === 404 && <NotHere />}
      {bench === undefined && error !== null && !(error instanceof ApiProblem && error.status === 404) && (
        <ProblemNote error={error} />
      )}
      {bench === undefined && error === null && <div aria-busy="true" className="skeleton h-96" />}
    </>
  );
}

function Lab({ bench }: { bench: Bench }) {
  const [run, setRun] = useRun();
  const [chosen, choose] = useSearchParam('proof');
  const isRunning = run?.state === 'running';
  const shownId = chosen !== '' ? chosen : isRunning ? '' : (run?.proof_id ?? '');
  const { data: proof, error } = useQuery(proofOf(shownId));
  const start = (begun: NonNullable<typeof run>) => {
    choose('');
    setRun(begun);
  };
  return (
    <>
      {isRunning ? (
        <Running key={run.run_id} run={run} bench={bench} />
      ) : (
        <>
          {error !== null && <ProblemNote error={error} />}
          {run?.state === 'failed' && chosen === '' && <Failed why={run.why ?? ''} />}
          {proof !== undefined && <VerdictCard proof={proof} id={shownId} />}
          <StartForms bench={bench} onStarted={start} />
        </>
      )}
      <div className="mt-4">
        <Panel title="What must hold" json={proof?.invariants}>
          <Lights bench={bench} proof={isRunning ? null : (proof ?? null)} />
        </Panel>
      </div>
      <Earlier chosen={shownId} />
    </>
  );
}

function Failed({ why }: { why: string }) {
  return (
    <div role="alert" className="card mb-4 border-bad p-4">
      <p className="font-semibold">The run did not come to its end, so it says nothing.</p>
      <pre className="mt-2 max-h-60 overflow-auto font-mono text-sm whitespace-pre-wrap">{why}</pre>
    </div>
  );
}

function Earlier({ chosen }: { chosen: string }) {
  const { data } = useQuery(proofs);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <div className="mt-4">
      <Panel
        title="Proofs of this checkout"
        json={data}
        curl={curlOf({ path: '/api/lab/lab/proofs', isPrivate: true })}
      >
        <ul className="text-sm">
          {data.items.map(({ proof_id: id, verdict, started_at, orders, faults, command, mistake }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-2 last:border-0">
              <Link
                href={`/console/proof?proof=${id}`}
                aria-current={id === chosen ? 'true' : undefined}
                className={`w-32 font-bold underline underline-offset-2 ${VERDICT_LOOKS[verdict].colour}`}
              >
                {verdict}
              </Link>
              <span className="text-muted">{dateTime(started_at)}</span>
              <span>
                {counted(orders, 'order')}, {counted(faults, 'fault')}
              </span>
              <code className="min-w-0 font-mono text-muted [overflow-wrap:anywhere]">{command}</code>
              {mistake !== null && <span className="text-stale">△ with a known mistake</span>}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

const COMMAND = 'npm run prove';

/** Where the shop runs otherwise than by `npm start`: nothing here may start and kill processes. */
function NotHere() {
  return (
    <div className="card grid max-w-2xl gap-4 p-8">
      <Terminal className="size-12 text-muted" strokeWidth="1.25" aria-hidden="true" />
      <h2 className="text-lg font-semibold">The lab runs beside npm start</h2>
      <p className="text-muted">
        It starts systems of its own on the machine and kills their parts, so it is there under npm start alone, and
        only for that machine. The same on the command line, in any checkout:
      </p>
      <div className="flex items-center gap-2">
        <code className="rounded-card bg-sunken px-3 py-2 font-mono">{COMMAND}</code>
        <CopyButton text={COMMAND} />
      </div>
    </div>
  );
}
