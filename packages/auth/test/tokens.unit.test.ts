import { createSecretKey } from 'node:crypto';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { makeTokens } from '../src/tokens.js';

const SECRET = 'a secret of more than thirty-two bytes';
const claims = { sub: 'user', sid: 'session', role: 'customer' } as const;
const good = { algorithm: 'HS256', issuer: 'stockade', audience: 'stockade:access', expiresIn: 60 } as const;
const key = createSecretKey(SECRET, 'utf8');
const { access, refresh } = makeTokens(SECRET);

const sign = (options: jwt.SignOptions, signedWith = key, payload: object = claims) =>
  jwt.sign(payload, signedWith, { ...good, ...options });
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

afterEach(() => {
  jest.restoreAllMocks();
});

describe('an access token', () => {
  test('of ours is read back', () => {
    expect(access.verify(access.sign(claims, 60))).toEqual(claims);
    // What the tokens below are, but for one thing.
    expect(access.verify(sign({}))).toEqual(claims);
  });

  test.each(['HS384', 'HS512'] as const)('signed with the right key by %s is refused', (algorithm) => {
    expect(access.verify(sign({ algorithm }))).toBeNull();
  });

  test.each(['none', 'None', 'NONE'])('without a signature, alg %s, is refused', (alg) => {
    const [, payload = ''] = sign({}).split('.');
    const unsigned = `${encode({ alg, typ: 'JWT' })}.${payload}.`;
    expect(access.verify(unsigned)).toBeNull();
    expect(access.verify(`${unsigned}x`)).toBeNull();
  });

  test('whose claims were changed is refused', () => {
    const [head = '', , signature = ''] = sign({}).split('.');
    const [, payload = ''] = sign({}, createSecretKey('x'.repeat(32), 'utf8'), { ...claims, role: 'admin' }).split('.');
    expect(access.verify(`${head}.${payload}.${signature}`)).toBeNull();
  });

  test.each<[string, string]>([
    ['of another key', sign({}, createSecretKey('x'.repeat(32), 'utf8'))],
    ['of another issuer', sign({ issuer: 'somebody' })],
    ['for another audience', sign({ audience: 'somebody' })],
    ['that has expired', sign({ expiresIn: -1 })],
    ['that is not good yet', sign({ notBefore: 60 })],
    ['without a session', sign({}, key, { sub: 'user', role: 'customer' })],
    ['with a role that is none', sign({}, key, { ...claims, role: 'root' })],
    ['that is a refresh token', refresh.sign({ sub: 'user', sid: 'session', jti: 'id' }, 60)],
    ['that is nothing', ''],
  ])('%s is refused', (_, token) => {
    expect(access.verify(token)).toBeNull();
  });

  test('that was good a while ago expires all the same', () => {
    const token = access.sign(claims, 60);
    expect(access.verify(token)).toEqual(claims);
    const later = Date.now() + 61_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    expect(access.verify(token)).toBeNull();
  });

  test('is no refresh token', () => {
    expect(refresh.verify(access.sign(claims, 60))).toBeNull();
  });
});
