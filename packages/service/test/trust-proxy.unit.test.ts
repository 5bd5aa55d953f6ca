import { describe, expect, test } from '@jest/globals';
import { readSettings } from '@stockade/settings';
import { z } from 'zod';
import { trustProxySchema } from '../src/trust-proxy.js';

describe('TRUST_PROXY', () => {
  test.each([
    ['false', false],
    ['0', false],
    ['1', 1],
    ['10', 10],
    ['10.0.0.0/8', ['10.0.0.0/8']],
    ['loopback, 192.0.2.7,2001:db8::/32', ['loopback', '192.0.2.7', '2001:db8::/32']],
  ])('%s is understood', (text, meaning) => {
    expect(trustProxySchema.parse(text)).toEqual(meaning);
  });

  // The first few would let a client call itself whatever it likes.
  test.each(['true', '*', '0.0.0.0/0', '::/0', '11', '-1', '1.5', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '1,2'])(
    '%s stops the start with a message that names it',
    (text) => {
      const read = () =>
        readSettings({ TRUST_PROXY: trustProxySchema, OTHER: z.string().optional() }, { TRUST_PROXY: text });
      expect(read).toThrow('TRUST_PROXY: must be the number of proxies in front, or their addresses and subnets');
      expect(read).toThrow(`(it is ${JSON.stringify(text)})`);
    },
  );
});
