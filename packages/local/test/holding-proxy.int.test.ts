import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { startHoldingProxy, usePrivateRedis } from '@stockade/testing';

const redis = usePrivateRedis();

test('a proxy that tears replies passes half of the next one on, and breaks each connection once', async () => {
  const proxy = await startHoldingProxy(redis.server.port);
  const ping = async () => {
    const socket = connect(proxy.port, '127.0.0.1').setEncoding('latin1');
    await once(socket, 'connect');
    return async () => {
      let reply = '';
      socket.on('data', (text: string) => (reply += text));
      socket.write('PING\r\nQUIT\r\n');
      await once(socket, 'close');
      return reply;
    };
  };
  const open = await ping();
  const stop = proxy.tearReplies();
  const late = await ping();
  expect('+PONG\r\n+OK\r\n').toContain(await open());
  expect(await late()).toBe('+PONG\r\n+OK\r\n');
  expect(stop()).toBe(1);
  await proxy.close();
});
