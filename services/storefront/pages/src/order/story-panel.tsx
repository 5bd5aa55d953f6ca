import { clock, duration } from '../parts/format.js';
import { Panel } from '../parts/panel.js';
import type { Place, Step } from './steps.js';

/** Who does what at each step, and the script that does it in one. */
const DEEDS: Readonly<Record<Place, { who: string; what: string; script: string }>> = {
  placed: { who: 'store', what: 'took the order and announced it for payment', script: 'place-order.lua' },
  cancelled: { who: 'store', what: 'cancelled it, as the customer asked', script: 'cancel-order.lua' },
  declined: { who: 'store', what: 'noted that the payment was declined', script: 'fail-order.lua' },
  paid: { who: 'store', what: 'had it paid and announced it to the warehouse', script: 'complete-order.lua' },
  short: { who: 'warehouse', what: 'found too little stock and asked for a refund', script: 'reserve-stock.lua' },
  reserved: { who: 'warehouse', what: 'reserved the whole order', script: 'reserve-stock.lua' },
  refunded: { who: 'refund', what: 'gave the money back', script: 'settle-refund.lua' },
};

/** What happened, row by row; each row is one script, so it happened whole or not at all. */
export function StoryPanel({ steps, json, curl }: { steps: readonly Step[]; json: unknown; curl: string }) {
  return (
    <Panel title="Story" json={json} curl={curl}>
      <ol className="flex flex-col" aria-live="polite">
        {steps.map((step) => (
          <Row key={step.place} step={step} />
        ))}
      </ol>
    </Panel>
  );
}

function Row({ step: { place, at, tookMs } }: { step: Step }) {
  const { who, what, script } = DEEDS[place];
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-t border-line py-2.5 first:border-t-0 sm:grid-cols-[7.5rem_5.5rem_1fr_auto]">
      <time dateTime={at} className="font-mono text-sm text-muted">
        {clock(at)}
      </time>
      <span className="text-sm text-muted">{tookMs === null ? '' : `+ ${duration(tookMs)}`}</span>
      <span>
        The <strong className="font-semibold">{who}</strong> {what}.
      </span>
      <code className="font-mono text-sm text-muted">{script}</code>
    </li>
  );
}
