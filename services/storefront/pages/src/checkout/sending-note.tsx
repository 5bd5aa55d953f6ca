import { counted } from '../parts/format.js';
import { Countdown } from '../parts/countdown.js';
import { AttemptDots } from './attempt-dots.js';
import { sending } from './send-order.js';

/** What becomes of the order that is being sent: its key, each attempt, and when the next one is. */
export function SendingNote() {
  const state = sending.use();
  if (state.is !== 'sending' && state.is !== 'waiting') return null;
  const { key, attempts } = state.order;
  return (
    <div role="status" className="mt-4 grid gap-2 border-t border-line pt-4 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        {attempts.length > 0 && <AttemptDots attempts={attempts} />}
        {state.is === 'sending' ? (
          <span>Sending …</span>
        ) : (
          <span>
            {state.problem.status === 0 ? 'No answer came.' : 'It cannot be taken now.'} Again in{' '}
            <Countdown untilMs={state.untilMs} />
          </span>
        )}
      </p>
      <p className="text-muted [overflow-wrap:anywhere]">
        {attempts.length === 0 ? 'Sent' : `Sent ${counted(attempts.length, 'time')}`} under one key, so it is placed
        once: <code className="font-mono">{key}</code>
      </p>
    </div>
  );
}
