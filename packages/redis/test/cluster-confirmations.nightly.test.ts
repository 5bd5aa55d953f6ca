import { beforeEach, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { makeConfirmations, NotConfirmedError, type Confirmations, type Redis } from '../src/index.js';
import { useClusterRig } from './cluster-rig.js';

const TIMEOUT_MS = 60_000;

const rig = useClusterRig();
let redis: Redis;
let confirmations: Confirmations;
let tag: string;
let other: string;

beforeEach(async () => {
  redis = await rig.open();
  const connect = () => {
    throw new Error('not called with a cluster');
  };
  confirmations = makeConfirmations({ replicasMin: 1, commands: redis, connect });
  rig.closeLater({ destroy: confirmations.close });
  [tag = '', other = ''] = await rig.tags();
  const isWell = async () => (await confirmations.troubles()).every((trouble) => trouble === null);
  await waitUntil(isWell, { what: 'the replicas to follow' });
});

test(
  'what is written beside a key is confirmed whatever becomes of the other primaries, and what may be anywhere is not',
  async () => {
    const [here, away] = [confirmations.beside(tag), await rig.cluster().primaryOf(other)];
    const [replica] = await rig.cluster().replicasOf(away);
    await replica?.signal('SIGSTOP');
    try {
      const [since, sinceAnywhere] = [here.mark(), confirmations.anywhere.mark()];
      await Promise.all([redis.set(`${tag}:a`, '1'), redis.set(`${other}:a`, '1')]);
      await expect(here.confirmed(since)).resolves.toBeUndefined();
      await expect(confirmations.anywhere.confirmed(sinceAnywhere)).rejects.toThrow(NotConfirmedError);
      expect((await confirmations.troubles()).filter((trouble) => trouble !== null)).toHaveLength(1);
    } finally {
      await replica?.signal('SIGCONT');
    }
  },
  TIMEOUT_MS,
);

test(
  'what another primary did than the one that is asked is not confirmed: while a slot moves, and after it has moved',
  async () => {
    const cluster = rig.cluster();
    const [from, to] = [await cluster.primaryOf(tag), await cluster.primaryOf(other)];
    const [here, { anywhere }] = [confirmations.beside(tag), confirmations];
    const marks = [here.mark(), anywhere.mark()];
    const source = await rig.beginToMove(tag, from, to);
    // The source says ASK.
    await redis.set(`${tag}:new`, '1');
    for (const [i, one] of [here, anywhere].entries())
      await expect(one.confirmed(marks[i] ?? here.mark())).rejects.toThrow('the primaries of the cluster are moving');
    const unused = confirmations.beside(other);
    await expect(unused.confirmed(unused.mark())).resolves.toBeUndefined();

    const before = here.mark();
    await cluster.moveSlotOf(tag, to);
    const isNew = async () => (await redis.incr(`${tag}:count`), (await source.get(tag).catch(String)) !== null);
    await waitUntil(isNew, { what: 'the slot to have moved' });
    await expect(here.confirmed(before)).rejects.toThrow('the primaries of the cluster are moving');
    const confirmsAgain = () => here.confirmed(here.mark()).then(() => true);
    await waitUntil(confirmsAgain, { what: 'the new primary to confirm' });
  },
  TIMEOUT_MS,
);
