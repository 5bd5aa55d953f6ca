import type { OverviewView } from '@stockade/contracts';

/** A consumer asks Redis again every few seconds; one that has not for so long is not there. */
const SILENT_MS = 15_000;

/** A time in which Redis did not answer, or no consumer of a declared group asked for entries. */
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
  /** Takes a sample; only a full one tells of consumers. Returns what is over with it. */
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

  /** Who reads is away since it asked last. */
  function seeGroup(group: OverviewView['streams'][number]['groups'][number], atMs: number): Absence[] {
    if (group.consumers.length > 0) known.add(group.group);
    else if (!known.has(group.group)) return [];
    const idleMs = Math.min(...group.consumers.map(({ idle_ms }) => idle_ms));
    const askedMs = Number.isFinite(idleMs) ? atMs - idleMs : atMs;
    const since = away.get(group.group);
    if (idleMs >= SILENT_MS) {
      if (since === undefined) away.set(group.group, askedMs);
      return [];
    }
    if (since === undefined) return [];
    away.delete(group.group);
    return [{ kind: 'service-away', who: group.group, fromMs: since, toMs: askedMs }];
  }

  return {
    see({ at, streams }, isFull) {
      const atMs = Date.parse(at);
      const ended: Absence[] = [];
      if (redisSince !== null) ended.push({ kind: 'redis-away', who: 'Redis', fromMs: redisSince, toMs: atMs });
      redisSince = null;
      hasBegun = true;
      if (!isFull) return ended;
      const declared = streams.flatMap(({ groups }) => groups.filter((group) => group.declared));
      return [...ended, ...declared.flatMap((group) => seeGroup(group, atMs))];
    },
    miss(atMs) {
      if (hasBegun) redisSince ??= atMs;
    },
    current: () => [...away].map(([who, fromMs]): Absence => ({ kind: 'service-away', who, fromMs, toMs: null })),
  };
}
