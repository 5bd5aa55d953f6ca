import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { connectionTroubleOf } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeLogger } from '../src/logger.js';
import { makeServiceRedis, type ServiceRedis } from '../src/service-redis.js';

const redis = usePrivateRedis();
const opened: ServiceRedis[] = [];
const USER = 'shop';

beforeAll(() => redis.client.aclSetUser(USER, ['on', '>right', '+@all', '~*', '&*']));
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await redis.client.aclSetUser('default', 'nopass');
});

/** A service that uses Redis under this URL. */
function open(change: (url: URL) => void, protocol = 'redis:'): ServiceRedis {
  const url = new URL(redis.url);
  change(url);
  const logger = makeLogger('test', 'silent');
  const made = makeServiceRedis({
    url: url.href.replace(/^redis:/, protocol),
    allowUnsafe: false,
    replicasMin: 0,
    service: 'test',
    logger,
    keys: makeKeys(),
  });
  opened.push(made);
  return made;
}
const logIn = (password: string) => (url: URL) => {
  url.username = USER;
  url.password = password;
};
/** What is wrong, as soon as the reason is known. */
const troubleOf = (connections: ServiceRedis) =>
  waitUntil(async () => (await connections.trouble())?.match(/^not connected: .*/)?.[0], { what: 'a reason' });
const untilWell = (connections: ServiceRedis) =>
  waitUntil(async () => (await connections.trouble()) === null, { what: 'the service to be connected' });

describe('a service that is not ready because it cannot connect says why', () => {
  test('when its password is wrong', async () => {
    expect(await troubleOf(open(logIn('wrong')))).toMatch(/it refuses the user or the password.*WRONGPASS/);
  });

  test('when it has none and one is wanted', async () => {
    await redis.client.aclSetUser('default', ['resetpass', '>one']);
    expect(await troubleOf(open(() => {}))).toMatch(/it wants a password.*NOAUTH/);
  });

  test('when there is no such database', async () => {
    expect(await troubleOf(open((url) => (url.pathname = '/99')))).toMatch(/it has no database/);
  });

  test('when Redis does not speak TLS', async () => {
    expect(await troubleOf(open(() => {}, 'rediss:'))).toMatch(/not in TLS/);
  });

  test('when its password is changed while it runs, until it is right again', async () => {
    const running = open(logIn('right'));
    await untilWell(running);
    await redis.client.aclSetUser(USER, ['resetpass', '>other']);
    await redis.client.sendCommand(['CLIENT', 'KILL', 'USER', USER]);
    expect(await troubleOf(running)).toMatch(/it refuses the user or the password/);
    await redis.client.aclSetUser(USER, ['resetpass', '>right']);
    await untilWell(running);
  });
});

test('what is wrong with a connection is told without its address, and what is not known is not told', () => {
  const errorOf = (code: string) => Object.assign(new Error(`${code} redis.internal:6379`), { code });
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'])
    expect(connectionTroubleOf(errorOf(code))).toMatch(new RegExp(`^[^:]*(: [^:]*)?\\(${code}\\)$`));
  expect(connectionTroubleOf(errorOf('SELF_SIGNED_CERT_IN_CHAIN'))).toContain('NODE_EXTRA_CA_CERTS');
  expect(connectionTroubleOf(new Error('secret words'))).toBeNull();
});
