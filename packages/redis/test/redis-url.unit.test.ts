import { describe, expect, test } from '@jest/globals';
import { clusterPlaceOf, redisUrlProblem, sentinelPlaceOf, userOf } from '../src/redis-url.js';

describe('an address of Redis', () => {
  test.each([
    'redis://localhost',
    'redis://localhost/',
    'rediss://store:s%25cr@et@redis.example.org:6380/2',
    'redis+sentinel://a/shop',
    'rediss+sentinel://store:secret@10.0.0.1:26379,[fd00::2]:26380,c/shop.eu-1/2?sentinel_user=s&sentinel_password=p',
    'redis+cluster://a',
    'rediss+cluster://store:secret@10.0.0.1:7000,[fd00::2]:7001,c',
  ])('may be %s', (url) => {
    expect(redisUrlProblem(url)).toBeNull();
  });

  test.each([
    '',
    'localhost:6379',
    'http://localhost',
    'redis:localhost',
    'redis://',
    'redis:///1',
    'redis+sentinel://a',
    'redis+sentinel:///shop',
    'redis+sentinel://a:0/shop',
    'redis+sentinel://a:65536/shop',
    'redis+sentinel://a,,b/shop',
    'redis+sentinel://a/a%20shop',
    'redis+sentinel://a/%zz',
    'redis+sentinel://a/shop/first',
    'redis+cluster://',
    'redis+cluster://a/',
    'redis+cluster://a/1',
    'redis+cluster://a,,b',
    'redis+cluster://a:0',
    'redis+cluster://a?tls=1',
  ])('may not be %j', (url) => {
    expect(redisUrlProblem(url)).not.toBeNull();
  });

  test.each([
    ['redis://127.0.0.1:6379/x', 'has no number of a database after the host'],
    ['redis://a/1/2', 'has no number of a database after the host'],
    ['redis://a%zz:secret@b', 'has a % in its user or password'],
    ['redis://:secret%@b', 'has a % in its user or password'],
    ['redis+sentinel://:secret%zz@a/shop', 'has a % in its user or password'],
    ['redis+cluster://:secret%zz@a', 'has a % in its user or password'],
    ['redis://a?tls=secret', 'has a parameter that means nothing here: tls'],
    ['redis+sentinel://a/shop?sentinel_pass=secret', 'has a parameter that means nothing here: sentinel_pass'],
    ['redis://a/0#secret', 'has a # that must be written as %23'],
    ['redis://a:0', 'has the port 0'],
  ])('is told what is wrong with %s, without what is secret', (url, problem) => {
    expect(redisUrlProblem(url)).toContain(problem);
    expect(redisUrlProblem(url)).not.toContain('secret');
  });
});

test('servers are reached with the login and the database of the whole, sentinels with their own', () => {
  const place = sentinelPlaceOf('rediss+sentinel://store:s%40cret@a,b:1/shop/2?sentinel_password=p%2Fw');
  expect(place?.sentinels).toEqual([
    { host: 'a', port: 26_379 },
    { host: 'b', port: 1 },
  ]);
  expect(place?.primaryName).toBe('shop');
  expect(place?.serverUrl({ host: 'fd00::2', port: 6_379 })).toBe('rediss://store:s%40cret@[fd00::2]:6379/2');
  expect(place?.sentinelUrl({ host: 'b', port: 1 })).toBe('rediss://:p%2Fw@b:1');
  expect(sentinelPlaceOf('redis+sentinel://a/shop')?.sentinelUrl({ host: 'a', port: 2 })).toBe('redis://a:2');
});

test('the nodes of a cluster are reached with the login of the whole', () => {
  const place = clusterPlaceOf('rediss+cluster://store:s%40cret@a,b:1');
  expect(place?.nodes).toEqual([
    { host: 'a', port: 6_379 },
    { host: 'b', port: 1 },
  ]);
  expect(place?.serverUrl({ host: 'fd00::2', port: 7_000 })).toBe('rediss://store:s%40cret@[fd00::2]:7000');
  expect(sentinelPlaceOf('redis+cluster://a')).toBeNull();
});

test('the user is known from every form', () => {
  expect(userOf('redis+sentinel://store:secret@a,b/shop')).toBe('store');
  expect(userOf('redis+cluster://store:secret@a,b')).toBe('store');
  expect(userOf('redis://a')).toBe('');
});
