import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** A sentence about something that an operator should notice. */
export function TroubleNote({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 font-medium text-bad">
      <TriangleAlert className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
