import { get } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { newId } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { expectTold, untilEnd, useLiveUpdates } from './live-rig.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const live = useLiveUpdates(redis);
const { start, follow } = live;

describe('a stream is given', () => {
  test('to nobody without a login, nor to a stranger, nor for an order that is not there', async () => {
    const { ann, orderId } = await start();
    const stranger = await live.now().logIn();
    const answers = [await follow(stranger, orderId), await follow(ann, newId()), await follow(ann, 'no-id')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await fetch(live.now().url(orderId))).status).toBe(401);
    // A token in the address would be in every log on the way.
    expect((await fetch(`${live.now().url(orderId)}?access_token=${ann.headers.authorization.slice(7)}`)).status).toBe(
      401,
    );
  });

  test('as long as the session lives', async () => {
    const { ann, orderId } = await start();
    const elsewhere = await live.now().logIn(ann.userId);
    const client = await follow(ann, orderId);
    const other = await follow(elsewhere, orderId);
    await expectTold(client, 'pending');
    await expectTold(other, 'pending');
    await live.now().redis.del(ann.sessionKey);
    expect(await untilEnd(client)).toBe('ended');
    expect((await follow(ann, orderId, 'pending')).status).toBe(401);

    await live.now().redis.pExpire(elsewhere.sessionKey, 1);
    expect(await untilEnd(other)).toBe('ended');
  });

  test('as often as a user may have one, and again when one is closed', async () => {
    const { ann, orderId } = await start({ followersPerUserMax: 2 });
    const first = await follow(ann, orderId);
    await follow(ann, orderId);
    const refused = await follow(ann, orderId);
    await untilEnd(refused);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '5']);
    expect(JSON.parse(refused.text())).toMatchObject({ status: 429, title: 'Too Many Requests' });

    const bob = await live.now().logIn();
    expect((await follow(bob, await live.now().putOrder(bob.userId))).status).toBe(200);
    first.close();
    await waitUntil(async () => (await follow(ann, orderId)).status === 200, { what: 'room for another' });
  });

  test('as often as one address may have one, whoever asks', async () => {
    const { ann, orderId } = await start({ followersPerAddressMax: 2 });
    const bob = await live.now().logIn();
    const first = await follow(ann, orderId);
    const ofBob = await live.now().putOrder(bob.userId);
    expect((await follow(bob, ofBob)).status).toBe(200);
    const refused = await follow(bob, ofBob);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '5']);
    first.close();
    await waitUntil(async () => (await follow(bob, ofBob)).status === 200, { what: 'room for another' });
  });

  test('as often as the process serves them, and HEAD takes no room', async () => {
    const { ann, orderId } = await start({ followersMax: 1 });
    const head = await fetch(live.now().url(orderId), { method: 'HEAD', headers: ann.headers });
    expect(head.status).toBe(200);
    const first = await waitUntil(
      async () => {
        const client = await follow(ann, orderId);
        return client.status === 200 && client;
      },
      { what: 'the room that HEAD took' },
    );
    const refused = await follow(ann, orderId);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
    expect(first.end()).toBeUndefined();
  });

  test('to nobody who is gone before it begins', async () => {
    let beforeOpening = async () => {};
    const { ann, orderId } = await start({
      followersPerUserMax: 1,
      around: (find) => async (principal, id) => {
        const order = await find(principal, id);
        await beforeOpening();
        return order;
      },
    });
    const request = get(live.now().url(orderId), { headers: ann.headers, agent: false });
    request.on('error', () => 'as wished');
    const gone = new Promise<void>((resolve) => {
      beforeOpening = async () => {
        beforeOpening = async () => {};
        request.destroy();
        await waitUntil(async () => (await live.now().connections()) === 0, { what: 'the client to be gone' });
        resolve();
      };
    });
    await gone;
    expect((await follow(ann, orderId)).status).toBe(200);
  });
});

describe('a stop', () => {
  test('ends all streams and begins no more', async () => {
    const { ann, orderId } = await start();
    const open = [await follow(ann, orderId), await follow(ann, orderId)];
    live.now().room.end();
    for (const client of open) expect(await untilEnd(client)).toBe('ended');
    const late = await follow(ann, orderId);
    expect([late.status, late.headers['retry-after']]).toEqual([503, '5']);
  });
});
