import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** What is shown where there is nothing: a drawing and a sentence. */
export function Nothing({ sign: Sign, children }: { sign: LucideIcon; children: ReactNode }) {
  return (
    <div className="card grid justify-items-center gap-4 p-10 text-center sm:p-14">
      <Sign className="size-16 text-muted" strokeWidth="1" aria-hidden="true" />
      <div className="grid max-w-md justify-items-center gap-4">{children}</div>
    </div>
  );
}
