import { describe, expect, test } from '@jest/globals';
import { makeHands, readOrder } from '../src/by-hand.js';
import type { Fault } from '../src/schedule.js';

describe('a line of somebody who breaks things', () => {
  test.each([
    ['strike kill-service store', { do: 'strike', kind: 'kill-service', service: 'store' }],
    [' strike  poison ', { do: 'strike', kind: 'poison', service: null }],
    ['rate 60', { do: 'rate', perS: 60 }],
    ['end', { do: 'end' }],
  ])('%j is understood', (line, order) => {
    expect(readOrder(line)).toEqual(order);
  });

  test.each([
    ['', 'say: strike KIND [SERVICE], rate N, or end'],
    ['kill store', 'say: strike'],
    ['end now', 'say: strike'],
    ['strike', 'strike takes one of kill-service, '],
    ['strike lose-primary', 'strike takes one of'],
    ['strike kill-service shop', 'strike kill-service takes store, warehouse, refund or nothing, not "shop"'],
    ['rate 0', 'rate takes a whole number of orders a second from 1 to 200, not "0"'],
    ['rate 201', 'not "201"'],
    ['rate fast', 'not "fast"'],
  ])('%j is refused, with what is taken', (line, why) => {
    expect(() => readOrder(line)).toThrow(why);
  });
});

test('faults come in the sequence in which they were asked for, also those from before anybody waited', async () => {
  const hands = makeHands(1);
  hands.say({ do: 'strike', kind: 'kill-redis', service: null });
  const taken: Fault[] = [];
  const taking = (async () => {
    for await (const fault of hands.faults(2)) taken.push(fault);
  })();
  hands.say({ do: 'strike', kind: 'kill-service', service: 'refund' });
  hands.say({ do: 'rate', perS: 7 });
  hands.say({ do: 'end' });
  hands.say({ do: 'strike', kind: 'poison', service: null });
  await taking;
  expect(taken.map(({ kind }) => kind)).toEqual(['kill-redis', 'kill-service']);
  expect(taken[1]?.service).toBe('refund');
  expect(hands.ordersPerS()).toBe(7);
  expect(hands.isOver()).toBe(true);
});
