import type { Keys, OverviewView, ShownEntry } from '@stockade/contracts';
import type { LiveRoom, LiveUpdates, Principal } from '@stockade/http';
import { messageOf, UnreadableRecordError, type Redis } from '@stockade/redis';
import type { Sampler } from './sampling/sampler.js';
import type { Tail } from './sampling/tail.js';

/** How often it is asked whether the session of somebody who watches still lives. */
const SESSION_CHECK_INTERVAL_MS = 2_000;

export interface LiveOverview {
  /**
   * Shows an admin what goes on until the client leaves, the session ends or the process stops. Throws the problem 429 or 503
   * when there is no room.
   */
  open(viewer: Principal & { address: string }, begin: () => LiveUpdates): void;
}

export interface LiveOverviewOptions {
  redis: Redis;
  keys: Keys;
  room: LiveRoom;
  sampler: Sampler;
  tail: Tail;
}

/** Those who watch the shop live: all are sent the same samples and the same entries. */
export function makeLiveOverview({ redis, keys, room, sampler, tail }: LiveOverviewOptions): LiveOverview {
  async function endWithSession(stream: LiveUpdates, sessionId: string): Promise<void> {
    // While Redis is away nobody is logged out.
    const session = await redis.get(keys.session(sessionId)).catch(() => 'unknown');
    if (session === null) stream.end();
  }

  return {
    open({ sessionId, address, userId }, begin) {
      const stream = room.admit({ address, userId }, begin);
      if (stream.closed.aborted) return;
      const send = (type: string, id: string, data: unknown) => stream.send({ id, type, data });
      const onSample = (overview: OverviewView) => send('overview', overview.at, withoutPartitions(overview));
      const ends = [
        sampler.watch({
          onSample,
          onTrouble: (error) => send('away', new Date().toISOString(), { detail: whyAway(error) }),
        }),
        tail.watch((entry: ShownEntry) => send('entry', `${entry.partition}.${entry.stream}.${entry.entry_id}`, entry)),
      ];
      const check = setInterval(() => void endWithSession(stream, sessionId), SESSION_CHECK_INTERVAL_MS);
      stream.closed.addEventListener('abort', () => {
        clearInterval(check);
        for (const end of ends) end();
      });
      // The first sample at once; when there is none, the next tick tells why.
      sampler.fresh().then(onSample, () => 'told by the next');
    },
  };
}

const whyAway = (error: unknown) =>
  error instanceof UnreadableRecordError ? messageOf(error) : 'The data store does not answer';

/** Every second they would be more than a slow client reads; `GET /ops/overview` has them. */
function withoutPartitions(overview: OverviewView) {
  return { ...overview, streams: overview.streams.map((stream) => ({ ...stream, partitions: [] })) };
}
