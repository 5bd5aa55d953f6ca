import { Repeat } from 'lucide-react';
import { AttemptDots } from '../checkout/attempt-dots.js';
import { attemptsFor } from '../checkout/sent-orders.js';
import { counted } from '../parts/format.js';

/** For an order that this browser had to send more than once: it was placed once. */
export function SentNote({ orderId }: { orderId: string }) {
  const sent = attemptsFor(orderId);
  if (sent === null || sent.attempts.length < 2) return null;
  return (
    <p className="card mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <Repeat className="size-5 text-accent" aria-hidden="true" />
      <strong>Sent {counted(sent.attempts.length, 'time')}, placed once.</strong>
      <AttemptDots attempts={sent.attempts} />
      <span className="text-sm text-muted [overflow-wrap:anywhere]">
        Idempotency-Key <code className="font-mono">{sent.key}</code>
      </span>
    </p>
  );
}
