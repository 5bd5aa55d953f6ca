import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { connectTracked, whenReady } from '../src/index.js';
import { FAILOVER_MAX_MS, nextEntry, outcomeOf, untilItWorks, untilTold, useClusterRig } from './cluster-rig.js';

const TIMEOUT_MS = 90_000;

const rig = useClusterRig();

describe('when a primary is lost with its data', () => {
  test(
    'others go on, its slots are unavailable at once, and work after the failover, also for a blocked read',
    async () => {
      const [redis, tags] = [await rig.open(), await rig.tags()];
      const [tag = '', ...others] = tags;
      const stream = `${tag}:blocked`;
      await redis.xGroupCreate(stream, 'group', '0', { MKSTREAM: true });
      await redis.set(`${tag}:kept`, '1');
      await rig.cluster().untilReplicated();
      const lost = await rig.cluster().primaryOf(tag);
      const reader = await rig.open(stream);
      const blocked = outcomeOf(reader.xReadGroup('group', 'one', { key: stream, id: '>' }, { BLOCK: 0 }));

      await lost.kill();
      expect([await outcomeOf(redis.get(`${tag}:kept`)), await blocked]).toEqual(['unavailable', 'unavailable']);
      expect(redis.isReady).toBe(false);
      const read = nextEntry(reader, stream);
      for (const other of others) expect(await redis.set(`${other}:meanwhile`, '1')).toBe('OK');
      expect(await untilItWorks(() => redis.get(`${tag}:kept`))).toBe('1');
      await redis.xAdd(stream, '*', { after: 'failover' });
      expect(await read).toEqual({ after: 'failover' });
      expect(redis.isReady).toBe(true);
      await rig.cluster().replace(lost);
      await rig.cluster().untilReplicated();
    },
    TIMEOUT_MS,
  );

  test(
    'tracked connections tell each change at each primary, and after the loss that any may have been missed',
    async () => {
      const [redis, tags] = [await rig.open(), await rig.tags()];
      const tracked = connectTracked(rig.options());
      rig.closeLater({ destroy: tracked.close });
      await whenReady(tracked.redis, AbortSignal.timeout(FAILOVER_MAX_MS));
      await untilTold(redis, tracked, tags);
      const told: (string | null)[] = [];
      tracked.onInvalidated((key) => told.push(key));
      tracked.onLost(() => told.push('lost'));
      await rig.cluster().untilReplicated();
      const lost = await rig.cluster().primaryOf(tags[0] ?? '');
      await lost.kill();
      await waitUntil(() => told.includes('lost'), { what: 'the loss' });
      await waitUntil(() => told.includes(null), { what: 'a new connection', deadlineMs: FAILOVER_MAX_MS });
      expect(told.indexOf('lost')).toBeLessThan(told.indexOf(null));
      await untilItWorks(() => redis.set(`${tags[0] ?? ''}:again`, '1'));
      await untilTold(redis, tracked, tags);
      await rig.cluster().replace(lost);
      await rig.cluster().untilReplicated();
    },
    TIMEOUT_MS,
  );

  test(
    'a frozen primary is left, and no command waits for it',
    async () => {
      const redis = await rig.open();
      const [tag = ''] = await rig.tags();
      await redis.set(`${tag}:frozen`, '1');
      await rig.cluster().untilReplicated();
      const frozen = await rig.cluster().primaryOf(tag);
      await frozen.signal('SIGSTOP');
      const waiting = outcomeOf(redis.get(`${tag}:frozen`));
      expect(await waiting).toBe('unavailable');
      expect(await untilItWorks(() => redis.set(`${tag}:frozen`, '2'))).toBe('OK');
      await frozen.signal('SIGCONT');
      // It still takes itself for the primary for a moment.
      await rig.cluster().untilReplicated();
      expect(await redis.get(`${tag}:frozen`)).toBe('2');
    },
    TIMEOUT_MS,
  );
});
