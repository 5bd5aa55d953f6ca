import type { OverviewView } from '@stockade/contracts';

/** A consumer asks Redis for entries every few seconds; one that has not asked for this long is away. */
const SILENT_MS = 15_000;

type Consumer = OverviewView['streams'][number]['groups'][number]['consumers'][number];

/** A time in which Redis did not answer, or no consumer of a declared group asked any of its streams for entries. */
export interface Absence {
  kind: 'redis-away' | 'service-away';
  /** Redis, or the group, which is called like its service. */
  who: string;
  fromMs: number;
  /** Null while it goes on. */
  toMs: number | null;
}

/** Finds out from the samples when something was away. */
export interface Absences {
  /** Takes a sample; only a full one has the consumers. Returns the absences that it ends. */
  see(overview: OverviewView, isFull: boolean): Absence[];
  /** Notes that Redis did not answer, once it has. */
  miss(atMs: number): void;
  /** What is away now, besides Redis. */
  current(): Absence[];
}

export function makeAbsences(): Absences {
  let redisSince: number | null = null;
  /** A process that has just begun has not reached Redis yet, which says nothing of Redis. */
  let hasBegun = false;
  const away = new Map<string, number>();
  /** The groups that have had a consumer: in a shop that is just being opened none is away. */
  const known = new Set<string>();

  /** A group is away since it last asked for entries of any stream: it is one service, however many streams it reads. */
  function seeGroup(group: string, consumers: readonly Consumer[], atMs: number): Absence[] {
    if (consumers.length > 0) known.add(group);
    else if (!known.has(group)) return [];
    const idleMs = Math.min(...consumers.map(({ idle_ms }) => idle_ms));
    const askedMs = Number.isFinite(idleMs) ? atMs - idleMs : atMs;
    const since = away.get(group);
    if (idleMs >= SILENT_MS) {
      if (since === undefined) away.set(group, askedMs);
      return [];
    }
    if (since === undefined) return [];
    away.delete(group);
    return [{ kind: 'service-away', who: group, fromMs: since, toMs: askedMs }];
  }

  return {
    see({ at, streams }, isFull) {
      const atMs = Date.parse(at);
      const ended: Absence[] = [];
      if (redisSince !== null) ended.push({ kind: 'redis-away', who: 'Redis', fromMs: redisSince, toMs: atMs });
      redisSince = null;
      hasBegun = true;
      if (!isFull) return ended;
      const ofGroups = [...consumersOf(streams)];
      return [...ended, ...ofGroups.flatMap(([group, consumers]) => seeGroup(group, consumers, atMs))];
    },
    miss(atMs) {
      if (hasBegun) redisSince ??= atMs;
    },
    current: () => [...away].map(([who, fromMs]): Absence => ({ kind: 'service-away', who, fromMs, toMs: null })),
  };
}

/** The consumers of each declared group, on all streams that it reads. */
function consumersOf(streams: OverviewView['streams']): ReadonlyMap<string, readonly Consumer[]> {
  const found = new Map<string, Consumer[]>();
  for (const { declared, group, consumers } of streams.flatMap(({ groups }) => groups))
    if (declared) found.set(group, [...(found.get(group) ?? []), ...consumers]);
  return found;
}
