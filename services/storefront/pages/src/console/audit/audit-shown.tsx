import { trusted, type Audit } from '@stockade/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { announce } from '../../parts/announce.js';
import { curlOf } from '../../parts/curl.js';
import { counted, dateTime, duration } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { Bar } from '../parts/bar.js';
import { useFollow } from '../parts/use-follow.js';
import { AUDIT_LOOKS, SEGMENT_WORDS } from './audit-words.js';
import { FindingsPanel } from './findings-panel.js';
import { auditOf, cancelAudit, noteAudit } from './queries.js';
import { RepairPanel } from './repair-panel.js';
import { RuleWall } from './rule-wall.js';

/** An audit, live while it runs. */
export function AuditShown({ audit }: { audit: Audit }) {
  const queries = useQueryClient();
  const { audit_id: id, state } = audit;
  const isRunning = state === 'running';
  const readAgain = () => void queries.invalidateQueries(auditOf(id));
  useFollow({
    path: `/ops/audits/${id}/events`,
    isOn: isRunning,
    onProgress: (data) => noteAudit(queries, trusted<Audit>(data)),
    onOver: readAgain,
  });
  const end = useEffectEvent(() => announce(`The audit is over: ${verdictOf(audit)}`));
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current && !isRunning) end();
    wasRunning.current = isRunning;
  }, [isRunning]);
  return (
    <div className="grid grid-cols-1 gap-5">
      <ProgressPanel audit={audit} />
      <RuleWall audit={audit} />
      {audit.findings > 0 && <FindingsPanel audit={audit} />}
      {!isRunning && (audit.repairable > 0 || audit.repair_job !== null) && <RepairPanel audit={audit} />}
    </div>
  );
}

function verdictOf({ state, findings }: Audit): string {
  if (findings > 0) return counted(findings, 'finding');
  return state === 'finished' ? 'all rules hold' : AUDIT_LOOKS[state].word;
}

function ProgressPanel({ audit }: { audit: Audit }) {
  const { audit_id: id, state, segments, started_at, trouble, summary, findings } = audit;
  const { word, shape, colour } = AUDIT_LOOKS[state];
  return (
    <Panel
      title={`Audit of ${dateTime(started_at)}`}
      json={audit}
      curl={curlOf({ path: `/api/operations/ops/audits/${id}`, isPrivate: true })}
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="text-lg">
          <span className={`font-semibold ${colour}`}>
            <span aria-hidden="true">{shape}</span> {word}
          </span>
          {state === 'finished' && (
            <>
              : <strong className={findings > 0 ? 'text-bad' : 'text-good'}>{verdictOf(audit)}</strong>
            </>
          )}
        </p>
        {state === 'running' && <CancelButton id={id} />}
      </div>
      {trouble !== null && <p className="mb-3 text-bad">{trouble}</p>}
      {state === 'interrupted' && <p className="mb-3">Its process died. It has changed nothing: start another.</p>}
      <ul className="grid gap-4 sm:grid-cols-3">
        {segments.map((segment) => (
          <Segment key={segment.segment} segment={segment} />
        ))}
      </ul>
      {summary && (
        <p className="mt-4 text-sm text-muted">
          {counted(summary.orders, 'order')}, {counted(summary.products, 'product')} and {counted(summary.keys, 'key')}{' '}
          in {duration(summary.duration_ms)}.
          {summary.stock_uncertain > 0 &&
            ` The reserved stock of ${counted(summary.stock_uncertain, 'product')} could not be compared.`}
        </p>
      )}
    </Panel>
  );
}

function Segment({ segment }: { segment: Audit['segments'][number] }) {
  const { state, done, total, rate_per_s } = segment;
  const word = SEGMENT_WORDS[segment.segment];
  const isDone = state === 'done';
  return (
    <li>
      <p className="mb-1.5 flex justify-between gap-3">
        <span className={`font-medium ${isDone ? 'text-good' : ''}`}>
          <span aria-hidden="true">{isDone ? '✓ ' : ''}</span>
          {word}
        </span>
        <span className="text-muted">
          {done.toLocaleString()}
          {!isDone && total > 0 && ` of ${total.toLocaleString()}`}
        </span>
      </p>
      <Bar label={word} done={isDone ? 1 : done} total={isDone ? 1 : Math.max(total, 1)} isBad={state === 'stopped'} />
      <p className="mt-1 text-sm text-muted">
        {state === 'waiting' && 'waits'}
        {state === 'stopped' && 'not read to its end'}
        {rate_per_s !== null &&
          (state === 'running' || isDone) &&
          `${Math.round(rate_per_s).toLocaleString()} a second`}
      </p>
    </li>
  );
}

function CancelButton({ id }: { id: string }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelAudit(id),
    onSuccess: (audit) => noteAudit(queries, audit),
  });
  return (
    <>
      <button type="button" className="button" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        Stop it
      </button>
      {cancel.isError && <ProblemNote error={cancel.error} />}
    </>
  );
}
