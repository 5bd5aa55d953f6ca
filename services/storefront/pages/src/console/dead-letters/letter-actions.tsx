import { ApiProblem, type DeadLetterChoice, type Job } from '@stockade/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { announce } from '../../parts/announce.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { noteJob } from '../jobs/job-queries.js';
import { PurgeDialog } from './purge-dialog.js';
import { newOrder, startJob } from './queries.js';

const TRY_AGAIN_MS = 1_000;

interface LetterActionsProps {
  /** What is meant, in words that follow "Replay". */
  words: string;
  count: number;
  choice: DeadLetterChoice;
  /** Called with the job that was started. */
  onStarted: (job: Job) => void;
}

/** Replays or removes dead letters, as a job. */
export function LetterActions({ words, count, choice, onStarted }: LetterActionsProps) {
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const started = (job: Job) => {
    setAsking(false);
    noteJob(queries, job);
    onStarted(job);
  };
  const replay = useMutation({
    mutationFn: startJob,
    onSuccess: started,
    onMutate: () => announce(`Replay ${words}: started`),
    // Under its key a repeated request finds the job that was started.
    retry: (_failures, error) => error instanceof ApiProblem && error.mayPass,
    retryDelay: TRY_AGAIN_MS,
  });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="button button-main"
          disabled={count === 0 || replay.isPending}
          onClick={() => replay.mutate(newOrder(choice, null))}
        >
          <RotateCcw className="size-4" aria-hidden="true" />
          Replay {words}
        </button>
        <button type="button" className="button" disabled={count === 0} onClick={() => setAsking(true)}>
          <Trash2 className="size-4" aria-hidden="true" />
          Remove {words} …
        </button>
      </div>
      {replay.isError && <ProblemNote error={replay.error} />}
      {isAsking && (
        <PurgeDialog
          words={`Remove ${words}`}
          count={count}
          choice={choice}
          onClose={() => setAsking(false)}
          onStarted={started}
        />
      )}
    </div>
  );
}
