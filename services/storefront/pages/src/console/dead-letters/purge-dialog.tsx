import type { DeadLetterChoice, Job } from '@stockade/client';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { counted } from '../../parts/format.js';
import { Modal } from '../../parts/modal.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { newOrder, startJob } from './queries.js';

interface PurgeDialogProps {
  /** What is meant, in words. */
  words: string;
  /** How many are meant, as far as this page knows. */
  count: number;
  choice: DeadLetterChoice;
  onClose: () => void;
  onStarted: (job: Job) => void;
}

/** Asks for the number that will be removed, and has exactly so many removed; the service refuses any other. */
export function PurgeDialog({ words, count, choice, onClose, onStarted }: PurgeDialogProps) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const [label, help] = [useId(), useId()];
  const purge = useMutation({ mutationFn: startJob, onSuccess: onStarted });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (/^\d{1,9}$/.test(typed)) purge.mutate(newOrder(choice, Number(typed)));
    else field.current?.focus();
  };
  return (
    <Modal title="Remove for good" onClose={onClose}>
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <p>
          {words}: <strong>{counted(count, 'dead letter')}</strong>. What is removed cannot be replayed any more.
        </p>
        <div>
          <label htmlFor={label} className="mb-1 block font-medium">
            How many will be removed?
          </label>
          <input
            ref={field}
            id={label}
            data-begin
            className="field"
            inputMode="numeric"
            autoComplete="off"
            aria-describedby={help}
            value={typed}
            onChange={({ target }) => setTyped(target.value.trim())}
          />
          <p id={help} className="mt-1 text-sm text-muted">
            Type the number. If another number is meant by then, nothing is removed.
          </p>
        </div>
        {purge.isError && <ProblemNote error={purge.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button" onClick={onClose}>
            Keep them
          </button>
          <button type="submit" className="button border-bad text-bad" disabled={typed === '' || purge.isPending}>
            Remove for good
          </button>
        </div>
      </form>
    </Modal>
  );
}
