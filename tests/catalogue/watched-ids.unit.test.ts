import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { makeWatchedIds } from '../../services/warehouse/src/watched-ids.js';

/** How long the list is kept here. */
const KEPT_MS = 20;

test('a product is watched as long as somebody named it or watches all', async () => {
  const ended: string[] = [];
  const watched = makeWatchedIds(10, KEPT_MS);
  expect(watched.name(['a', 'b'])).toEqual(['a', 'b']);
  expect(watched.name(['b', 'c'])).toEqual(['c']);
  watched.unname(['a', 'b']);
  expect(['a', 'b', 'c'].map(watched.has)).toEqual([false, true, true]);
  expect([watched.startListing(), watched.startListing()]).toEqual([true, false]);
  watched.list(['a', 'c', 'd'], 10);
  expect(watched.name(['d'])).toEqual([]);
  watched.unname(['b', 'c', 'd']);
  watched.stopListing(() => ended.push('too early'));
  await after(2 * KEPT_MS);
  expect([...watched.ids()]).toEqual(['a', 'c', 'd']);
  watched.stopListing(() => ended.push('the list'));
  await waitUntil(() => !watched.isListed(), { what: 'the list to end' });
  expect([...watched.ids()]).toEqual([]);
  expect(ended).toEqual(['the list']);
});

test('whoever watches all soon after the last one has left finds the list as it is', async () => {
  const watched = makeWatchedIds(10, KEPT_MS);
  const ended: string[] = [];
  expect(watched.startListing()).toBe(true);
  watched.list(['a'], 10);
  watched.stopListing(() => ended.push('too early'));
  expect(watched.isListed()).toBe(true);
  expect(watched.startListing()).toBe(false);
  await after(2 * KEPT_MS);
  expect([[...watched.ids()], ended]).toEqual([['a'], []]);
  watched.stopListing(() => ended.push('the list'));
  await waitUntil(() => ended.length > 0, { what: 'the list to end' });
  expect([watched.isListed(), watched.startListing()]).toEqual([false, true]);
  // Nothing of it was read this time.
  watched.stopListing(() => ended.push('nothing'));
  expect([watched.isListed(), ended]).toEqual([false, ['the list', 'nothing']]);
});

test('of the list the newest are watched, and of those that are named not more than the maximum', () => {
  const watched = makeWatchedIds(3);
  watched.startListing();
  watched.list(['3', '4'], 3);
  watched.list(['1', '5', '2'], 3);
  expect([...watched.ids()].toSorted()).toEqual(['3', '4', '5']);
  expect(watched.name(['a', 'b'])).toEqual(['a', 'b']);
  expect(watched.name(['b', 'c', 'd'])).toBeNull();
  expect([watched.has('c'), watched.name(['b', 'c'])]).toEqual([false, ['c']]);
});
