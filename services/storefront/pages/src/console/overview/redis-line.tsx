import type { Overview } from '@stockade/client';
import { Database } from 'lucide-react';
import type { ReactNode } from 'react';
import { Since } from '../../parts/since.js';
import { redisAway } from '../feed/feed.js';

const BYTES_PER_MB = 1_048_576;
const LATENCY_GOOD_MS = 2;

const megabytes = (bytes: number) => `${Math.round(bytes / BYTES_PER_MB).toLocaleString()} MB`;

/** How Redis is, in which all streams are. */
export function RedisLine({ redis }: { redis: Overview['redis'] }) {
  const awaySince = redisAway.use();
  const isWell = awaySince === null && redis.append_only_ok !== false;
  return (
    <div
      className={`mt-4 flex flex-wrap items-center gap-x-5 gap-y-1 rounded-card border px-4 py-2.5 text-sm ${
        isWell ? 'border-line bg-sunken' : 'border-bad'
      }`}
    >
      <span className={`flex items-center gap-2 font-semibold ${isWell ? '' : 'text-bad'}`}>
        <Database className="size-4.5" strokeWidth="1.75" aria-hidden="true" />
        Redis
        {awaySince !== null && (
          <span>
            ✕ does not answer, for <Since ms={awaySince} />
          </span>
        )}
      </span>
      <Fact name="answers in" isWell={redis.latency_ms < LATENCY_GOOD_MS}>
        {redis.latency_ms.toFixed(1)} ms
      </Fact>
      <Fact name="append-only file" isWell={redis.append_only !== false && redis.append_only_ok !== false}>
        {redis.append_only === false
          ? 'none'
          : redis.append_only_ok === false
            ? 'cannot be written'
            : redis.append_only && redis.append_only_ok
              ? 'written'
              : 'not known'}
      </Fact>
      {redis.memory_bytes !== null && (
        <Fact name="memory">
          {megabytes(redis.memory_bytes)}
          {redis.memory_max_bytes !== null && ` of ${megabytes(redis.memory_max_bytes)}`}
        </Fact>
      )}
      <Fact name="replicas">{redis.replicas ?? 'not known'}</Fact>
      {redis.primaries > 1 && <Fact name="primaries">{redis.primaries}</Fact>}
      <Fact name="commands a second">{redis.commands_per_s?.toLocaleString() ?? 'not known'}</Fact>
    </div>
  );
}

function Fact({ name, isWell = true, children }: { name: string; isWell?: boolean; children: ReactNode }) {
  return (
    <span className={isWell ? '' : 'text-stale'}>
      <span className="text-muted">{name}</span> {!isWell && '△ '}
      {children}
    </span>
  );
}
