import type { LabRun, Strike } from '@stockade/client';
import { CreditCard, Database, PackageCheck, Store, Undo2, Waypoints, Zap, type LucideIcon } from 'lucide-react';
import { duration } from '../../parts/format.js';
import { Since } from '../../parts/since.js';
import { wordOf } from './words.js';

interface PartOfStage {
  name: string;
  sign: LucideIcon;
  /** Whether a fault with this target or kind strikes it. */
  isHit: (fault: LabRun['faults'][number]) => boolean;
  strikes: readonly Strike['kind'][];
  service?: NonNullable<Strike['service']>;
}

const REDIS: readonly string[] = [
  'kill-redis',
  'tear-log',
  'start-twice',
  'lose-primary',
  'freeze-primary',
  'move-primary',
  'cut-replicas',
];
const LINES: readonly Strike['kind'][] = [
  'cut-connections',
  'tear-replies',
  'flush-scripts',
  'lose-group',
  'poison',
  'restock',
];
const PROVIDER: readonly Strike['kind'][] = ['kill-provider', 'provider-silent'];

const serviceParts = (
  [
    ['store', Store],
    ['warehouse', PackageCheck],
    ['refund', Undo2],
  ] as const
).map(([service, sign]): PartOfStage => ({
  name: service,
  sign,
  service,
  isHit: ({ target }) => target?.startsWith(service) ?? false,
  strikes: ['kill-service', 'freeze-service', 'set-clock', 'deny-command'],
}));

const PARTS: readonly PartOfStage[] = [
  ...serviceParts,
  {
    name: 'Redis',
    sign: Database,
    isHit: ({ kind }) => REDIS.includes(kind),
    strikes: ['kill-redis', 'tear-log', 'start-twice'],
  },
  {
    name: 'streams and lines',
    sign: Waypoints,
    isHit: ({ kind }) => LINES.some((one) => one === kind),
    strikes: LINES,
  },
  {
    name: 'payment provider',
    sign: CreditCard,
    isHit: ({ kind }) => PROVIDER.some((one) => one === kind),
    strikes: PROVIDER,
  },
];

interface StageProps {
  run: LabRun;
  /** Undefined where nothing can be broken by hand now. */
  onStrike: ((strike: Strike) => void) | undefined;
}

/** The parts of the system under fire, with what strikes them; by hand, with what can. */
export function Stage({ run, onStrike }: StageProps) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {PARTS.map((part) => (
        <PartCard key={part.name} part={part} run={run} onStrike={onStrike} />
      ))}
    </ul>
  );
}

function PartCard({ part, run, onStrike }: StageProps & { part: PartOfStage }) {
  const { name, sign: Sign, isHit, strikes, service } = part;
  const own = run.faults.filter(isHit);
  const now = own.filter(({ took_ms }) => took_ms === null);
  const last = own.findLast(({ took_ms }) => took_ms !== null);
  const isStruck = now.length > 0;
  return (
    <li className={`rounded-card border p-4 ${isStruck ? 'border-bad bg-raised' : 'border-line bg-ground'}`}>
      <div className="flex items-center gap-2 font-semibold">
        <Sign className={`size-5 ${isStruck ? 'text-bad' : 'text-muted'}`} strokeWidth="1.75" aria-hidden="true" />
        {name}
        {own.length > 0 && <span className="ml-auto text-sm font-normal text-muted">struck {own.length}×</span>}
      </div>
      <p className="mt-1 flex min-h-6 flex-wrap items-center gap-x-3 text-sm">
        {now.map(({ kind, target, at }) => (
          <span key={`${kind} ${at}`} className="flex items-center gap-1 font-medium text-bad">
            <Zap className="size-4" aria-hidden="true" />
            {wordOf(kind)}
            {target !== null && /\d/.test(target) && ` ${target}`} · <Since ms={Date.parse(at)} />
          </span>
        ))}
        {!isStruck && last !== undefined && (
          <span className={last.healed === false ? 'text-bad' : 'text-good'}>
            {last.healed === false ? '✕ not back: ' : '● whole again after '}
            {last.healed === false ? wordOf(last.kind) : duration(last.took_ms ?? 0)}
          </span>
        )}
        {own.length === 0 && <span className="text-muted">untouched</span>}
      </p>
      {onStrike !== undefined && (
        <div role="group" aria-label={`Break: ${name}`} className="mt-3 flex flex-wrap gap-2">
          {strikes.map((kind) => (
            <button
              key={kind}
              type="button"
              className="chip text-sm"
              onClick={() => onStrike({ kind, ...(service !== undefined && { service }) })}
            >
              {wordOf(kind)}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
