import { ApiProblem } from '@stockade/client';
import { TriangleAlert } from 'lucide-react';

/** What a problem means for whoever looks at it. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong in this page.';
  if (error.status === 0) return 'No answer came. It may have been done: try again.';
  if (error.status === 403) return 'You may not do this: it needs another role.';
  if (error.status === 404) return 'It is not there, or it is not yours.';
  if (error.status === 500) return 'Our fault: something went wrong on our side.';
  return error.message;
}

/** A problem in words, with what helps to report it. */
export function ProblemNote({ error }: { error: unknown }) {
  const requestId = error instanceof ApiProblem ? error.document?.request_id : undefined;
  return (
    <div role="alert" className="card flex items-start gap-3 border-bad p-4">
      <TriangleAlert className="mt-0.5 size-5 shrink-0 text-bad" aria-hidden="true" />
      <div>
        <p>{wordsOf(error)}</p>
        {requestId !== undefined && error instanceof ApiProblem && error.status >= 500 && (
          <p className="mt-1 text-sm text-muted">
            Request <code className="font-mono">{requestId}</code>
          </p>
        )}
      </div>
    </div>
  );
}
