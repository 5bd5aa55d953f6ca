import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { GROUP, range, STREAM, useRig, type Member } from './rig.js';

const rig = useRig();

const untilItReads = ({ consumer }: Member) =>
  waitUntil(() => consumer.trouble() === null, { what: 'the consumer to be well' });
const untilItFails = ({ signalled }: Member, text: RegExp) =>
  waitUntil(() => signalled('failed').some(({ error }) => text.test(String(error))), {
    what: `a failure ${String(text)}`,
  });

/** A running consumer that has handled 10 numbers. */
async function startAtTen(): Promise<Member> {
  await rig.announce(...range(10));
  const member = rig.start({ guarded: true, readers: [GROUP, 'none, so that history stays'] });
  await rig.expectOneEffectEach(range(10));
  return member;
}

describe('a consumer recovers without a restart, with one effect per entry', () => {
  test('recovers when the group is destroyed: history is delivered again', async () => {
    const { signalled } = await startAtTen();
    await rig.redis.client.xGroupDestroy(STREAM, GROUP);
    await rig.announce(10);
    await waitUntil(() => signalled('groupCreated').length === 2, { what: 'the group to be created again' });
    await rig.expectOneEffectEach(range(11));
    const duplicates = () => signalled('processed').reduce((sum, { duplicate }) => sum + duplicate, 0);
    await waitUntil(() => duplicates() === 10, { what: 'history to be delivered again' });
  });

  test('recovers when the stream is deleted during a blocking read', async () => {
    const { signalled } = await startAtTen();
    await rig.redis.client.del(STREAM);
    await waitUntil(() => signalled('groupCreated').length === 2, { what: 'stream and group to be created again' });
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
  });

  test('recovers when the script cache is flushed', async () => {
    await startAtTen();
    await rig.redis.client.scriptFlush();
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
  });

  test('recovers when Redis is killed and restarted', async () => {
    const member = await startAtTen();
    await rig.redis.server.kill();
    await untilItFails(member, /./);
    await rig.redis.server.restart();
    await waitUntil(() => rig.redis.client.isReady, { what: 'the test to be connected' });
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
    await untilItReads(member);
  });

  test('recovers when Redis is killed and restarted in the middle of 3,000 entries', async () => {
    await rig.announce(...range(3_000));
    const member = rig.start({ bounds: { batchEntriesMax: 10, minIdleMs: 60_000 } });
    await waitUntil(() => member.signalled('processed').length > 20, { what: 'it to be in the middle' });
    await rig.redis.server.kill();
    await rig.redis.server.restart();
    await rig.expectOneEffectEach(range(3_000));
  });

  test('recovers when both of its connections are killed', async () => {
    await startAtTen();
    const before = await rig.redis.client.clientList();
    const own = before.filter(({ name }) => name === 'consumer-one');
    expect(own).toHaveLength(2);
    await Promise.all(own.map(({ id }) => rig.redis.client.clientKill({ filter: 'ID', id })));
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
  });

  test('recovers when Redis is a replica for a while (READONLY)', async () => {
    const member = await startAtTen();
    await rig.redis.client.replicaOf('127.0.0.1', 1);
    await untilItFails(member, /READONLY/);
    await rig.redis.client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
  });

  test('recovers when a script keeps Redis busy (BUSY)', async () => {
    const member = await startAtTen();
    await rig.redis.client.configSet('busy-reply-threshold', '50');
    const runaway = rig.redis.client.eval('while true do end').catch(String);
    await untilItFails(member, /BUSY/);
    const killer = rig.redis.client.duplicate({ name: 'test' });
    killer.on('error', () => {});
    await killer.connect();
    await killer.scriptKill();
    killer.destroy();
    expect(await runaway).toMatch(/killed by user/);
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
  });

  test('recovers when a read never returns: the watchdog replaces its connection', async () => {
    const { signalled } = await startAtTen();
    await rig.redis.server.signal('SIGSTOP');
    await waitUntil(() => signalled('stalled').length > 0, { what: 'the watchdog' });
    await rig.redis.server.signal('SIGCONT');
    await rig.announce(10);
    await rig.expectOneEffectEach(range(11));
    const own = async () => (await rig.redis.client.clientList()).filter(({ name }) => name === 'consumer-one');
    await waitUntil(async () => (await own()).length === 2, { what: 'the old connection to be gone' });
  });

  test('recovers when a connection is cut with entries in flight on it', async () => {
    rig.start({ bounds: { minIdleMs: 60_000, blockMs: 1_000 } });
    const clients = () => rig.redis.client.clientList();
    const blocked = async () => (await clients()).find(({ name, flags }) => name === 'consumer-one' && flags === 'b');
    const { id } = await waitUntil(blocked, { what: 'the read to be blocked' });
    // One pipeline, so that Redis serves the read and closes its connection before it has written the reply.
    await Promise.all([rig.announce(1, 2, 3), rig.redis.client.clientKill({ filter: 'ID', id })]);
    await rig.expectOneEffectEach([1, 2, 3]);
    expect(await rig.redis.client.xLen(STREAM)).toBe(3);
  });
});

describe('trouble', () => {
  test('trouble is reported before the start and while Redis is down, and not once Redis is up', async () => {
    const member = rig.make({ bounds: { readGraceMs: 50 } });
    expect(member.consumer.trouble()).toBe('the consumer has not started');
    await rig.redis.server.kill();
    member.consumer.start();
    expect(member.consumer.trouble()).toBe('the consumer of numbers gets no answer');
    await rig.redis.server.restart();
    await untilItReads(member);
    await rig.announce(1);
    await rig.expectOneEffectEach([1]);
  });

  test('trouble is reported with its cause while Redis does not serve, and ends when it does', async () => {
    const member = rig.start({ bounds: { readGraceMs: 50 } });
    await untilItReads(member);
    await rig.redis.client.replicaOf('127.0.0.1', 1);
    await waitUntil(() => /gets no answer: READONLY/.test(member.consumer.trouble() ?? ''), { what: 'trouble' });
    const failures = member.signalled('failed').map(({ error }) => String(error));
    expect(failures).toHaveLength(new Set(failures).size);
    await rig.redis.client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await untilItReads(member);
  });
});
