import { expect, test } from '@jest/globals';
import { makeWatchedIds } from '../../services/warehouse/src/watched-ids.js';

test('a product is watched as long as somebody named it or watches all', () => {
  const watched = makeWatchedIds();
  expect(watched.name(['a', 'b'])).toEqual(['a', 'b']);
  expect(watched.name(['b', 'c'])).toEqual(['c']);
  watched.unname(['a', 'b']);
  expect(['a', 'b', 'c'].map(watched.has)).toEqual([false, true, true]);
  expect([watched.startListing(), watched.startListing()]).toEqual([true, false]);
  watched.list(['a', 'c', 'd'], 10);
  expect(watched.name(['d'])).toEqual([]);
  watched.unname(['b', 'c', 'd']);
  watched.stopListing();
  expect([...watched.ids()]).toEqual(['a', 'c', 'd']);
  watched.stopListing();
  expect([...watched.ids()]).toEqual([]);
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
