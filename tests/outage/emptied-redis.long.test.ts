import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { useServices } from '../shop.js';

const ADMIN = { email: 'boss@example.org', password: 'battery staple' };
const { redis, nobody, store, warehouse } = useServices({
  env: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, LOG_LEVEL: 'silent' },
});
const logIn = async () => (await nobody.request('POST', store('/users/login'), ADMIN)).status;

describe('a Redis that was emptied under running services', () => {
  test('has the admin again without a restart, who alone can put products back', async () => {
    expect(await logIn()).toBe(200);
    await redis.client.flushAll();
    expect(await logIn()).toBe(401);
    await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await waitUntil(async () => (await logIn()) === 200, { what: 'the admin to be there again' });
    expect((await nobody.request('GET', warehouse('/health/ready'))).status).toBe(200);
  });
});
