import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@stockade/client';
import { Play } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import { useLocation } from 'wouter';
import { ProblemNote } from '../../parts/problem-note.js';
import { noteAudit, startAudit } from './queries.js';

const MS_PER_S = 1_000;
const STUCK_S = '60';
const GRACE_S = '2';

/** Starts an audit, with its options behind a fold. */
export function StartForm({ isRunning }: { isRunning: boolean }) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [stuckS, setStuckS] = useState(STUCK_S);
  const [graceS, setGraceS] = useState(GRACE_S);
  const [gateway, setGateway] = useState(true);
  const start = useMutation({
    mutationFn: startAudit,
    onSuccess(audit) {
      noteAudit(queries, audit);
      navigate(`/console/audit/${audit.audit_id}`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate({ stuck_ms: toMs(stuckS), grace_ms: toMs(graceS), gateway });
  };
  const trouble = (field: string) => (start.error instanceof ApiProblem ? start.error.about(field) : undefined);
  const isAtField = trouble('stuck_ms') !== undefined || trouble('grace_ms') !== undefined;
  return (
    <form className="mb-5 grid gap-3" onSubmit={submit} noValidate>
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <button type="submit" className="button button-main" disabled={isRunning || start.isPending}>
          <Play className="size-4" aria-hidden="true" />
          {isRunning ? 'An audit is running' : 'Start an audit'}
        </button>
        <details className="min-w-0 grow" open={isAtField || undefined}>
          <summary className="min-h-10 py-2 text-muted">Options</summary>
          <div className="grid gap-4 py-2 sm:grid-cols-2">
            <Seconds
              label="An order may wait, in seconds"
              value={stuckS}
              trouble={trouble('stuck_ms')}
              onChange={setStuckS}
            />
            <Seconds
              label="Look again after, in seconds"
              value={graceS}
              trouble={trouble('grace_ms')}
              onChange={setGraceS}
            />
            <GatewayChoice isOn={gateway} onChange={setGateway} />
          </div>
        </details>
      </div>
      {start.isError && !isAtField && <ProblemNote error={start.error} />}
    </form>
  );
}

/** What is no number is sent as it is, so that the service says what is wrong. */
const toMs = (seconds: string): number => Math.round(Number(seconds) * MS_PER_S);

function GatewayChoice({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="flex min-h-8 items-center gap-3">
      <input
        type="checkbox"
        className="size-6 accent-accent"
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
      />
      Compare with the payment provider
    </label>
  );
}

interface SecondsProps {
  label: string;
  value: string;
  trouble: string | undefined;
  onChange: (value: string) => void;
}

function Seconds({ label, value, trouble, onChange }: SecondsProps) {
  const [id, help] = [useId(), useId()];
  return (
    <div>
      <label htmlFor={id} className="mb-1 block">
        {label}
      </label>
      <input
        id={id}
        className="field"
        inputMode="decimal"
        aria-invalid={trouble !== undefined}
        aria-describedby={help}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={help} className="text-sm text-bad">
        {trouble}
      </p>
    </div>
  );
}
