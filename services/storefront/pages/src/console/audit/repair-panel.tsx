import type { Audit, Job, RepairPlan } from '@stockade/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { announce } from '../../parts/announce.js';
import { curlOf } from '../../parts/curl.js';
import { counted } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { JobCard } from '../jobs/job-card.js';
import { noteJob } from '../jobs/job-queries.js';
import { FindingRows } from './findings-panel.js';
import { auditOf, doRepair, planRepair } from './queries.js';

/** Repairs in two steps: first it is shown what would be done, then exactly that is done. */
export function RepairPanel({ audit }: { audit: Audit }) {
  const { audit_id: id, repairable, repair_job } = audit;
  const queries = useQueryClient();
  const [started, setStarted] = useState<Job>();
  const show = useMutation({
    mutationFn: () => planRepair(id),
    onSuccess: (plan) => announce(`A repair would do ${counted(plan.repairs.length, 'thing')}`),
  });
  const perform = useMutation({
    mutationFn: (token: string) => doRepair(id, token),
    onSuccess(job) {
      noteJob(queries, job);
      setStarted(job);
    },
  });
  const readAgain = () => void queries.invalidateQueries(auditOf(id));
  const job = started?.job_id ?? repair_job;
  if (job !== null) return <JobCard id={job} onOver={readAgain} />;
  const byCurl = curlOf({
    path: `/api/operations/ops/audits/${id}/repair`,
    method: 'POST',
    body: show.data ? { confirm: show.data.token } : {},
    isPrivate: true,
  });
  return (
    <Panel title="Repair" json={show.data} curl={byCurl}>
      {show.data ? (
        <Plan plan={show.data} isBusy={perform.isPending} onDo={() => perform.mutate(show.data.token)} />
      ) : (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button type="button" className="button" disabled={show.isPending} onClick={() => show.mutate()}>
            <Wrench className="size-4" aria-hidden="true" />
            Show the repair
          </button>
          <p className="text-muted">{counted(repairable, 'finding')} can be repaired. This changes nothing yet.</p>
        </div>
      )}
      {show.isError && <ProblemNote error={show.error} />}
      {perform.isError && <ProblemNote error={perform.error} />}
    </Panel>
  );
}

function Plan({ plan, isBusy, onDo }: { plan: RepairPlan; isBusy: boolean; onDo: () => void }) {
  const { repairs, left } = plan;
  return (
    <>
      <p className="mb-2">Exactly this will be done, and each repair looks first whether it is still needed:</p>
      <FindingRows findings={repairs} />
      {left > 0 && <p className="mt-2 text-muted">{counted(left, 'finding is', 'findings are')} left to a person.</p>}
      <button
        type="button"
        className="button button-main mt-4"
        disabled={isBusy || repairs.length === 0}
        onClick={onDo}
      >
        Do it: {counted(repairs.length, 'repair')}
      </button>
    </>
  );
}
