import { DELIVERIES_MAX_DEFAULT } from '@stockade/contracts/limits';

const CLOSER_FROM = DELIVERIES_MAX_DEFAULT / 2;

/** How often an entry was delivered, as a bar up to the limit, at which it becomes a dead letter. */
export function Deliveries({ count }: { count: number }) {
  const share = Math.min(1, count / DELIVERIES_MAX_DEFAULT);
  const isMany = count > CLOSER_FROM;
  return (
    <span className="block">
      <span className={`block font-semibold ${isMany ? 'text-bad' : ''}`}>
        {count.toLocaleString()}
        <span className="text-sm font-normal text-muted"> of {DELIVERIES_MAX_DEFAULT}</span>
      </span>
      <span className="mt-1 block h-1.5 max-w-24 overflow-hidden rounded-full border border-line bg-sunken">
        <span className={`block h-full ${isMany ? 'bg-bad' : 'bg-accent'}`} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
