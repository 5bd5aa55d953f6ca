import { describe, expect, test } from '@jest/globals';
import { mergeWords, placeOf, readWords, type ClusterMap, type NodeWord } from '../src/cluster-map.js';

const HALF = 8_192;
const LAST = 16_383;

/** The answer of one node: what it says of each, itself first. */
function answer(...said: [name: string, epoch: number, ranges: string, flags?: string][]): NodeWord[] {
  const lines = said.map(([name, epoch, ranges, flags = 'master'], i) => {
    const port = 7_000 + name.charCodeAt(0);
    return `${name} 10.0.0.1:${port}@1 ${i === 0 ? 'myself,' : ''}${flags} - 0 0 ${epoch} connected ${ranges}`.trim();
  });
  return readWords(lines.join('\n'), [], { host: '10.0.0.1', port: 1 });
}

const LOW = `0-${HALF - 1}`;
const HIGH = `${HALF}-${LAST}`;
const whole = [answer(['a', 1, LOW], ['b', 2, HIGH]), answer(['b', 2, HIGH], ['a', 1, LOW])];
const ownerIn = (map: ClusterMap | null, slot: number) => map?.ownerOf(slot)?.id;

describe('a map of the slots', () => {
  test('a map of the slots is first made when most owners answer for themselves', () => {
    expect(mergeWords(null, [answer(['a', 1, LOW], ['b', 2, HIGH])])).toBeNull();
    const map = mergeWords(null, whole);
    expect([ownerIn(map, 0), ownerIn(map, LAST)]).toEqual(['a', 'b']);
    expect(map?.primaries.map(({ address }) => placeOf(address))).toEqual(['10.0.0.1:7097', '10.0.0.1:7098']);
  });

  test('the new owner after a failover has its slots, even if only it tells, and the old one cannot come back', () => {
    const known = mergeWords(null, whole);
    const alone = mergeWords(known, [
      answer(['c', 3, LOW], ['a', 1, '', 'master,fail'], ['b', 2, HIGH]),
      ...whole.slice(1),
    ]);
    expect(ownerIn(alone, 0)).toBe('c');
    // Thawed, it says what was true before, and nobody contradicts it.
    expect(ownerIn(mergeWords(alone, whole.slice(0, 1)), 0)).toBe('c');
    expect(ownerIn(mergeWords(alone, []), 0)).toBe('c');
  });

  test('a node that answers speaks for itself, whatever epoch another gives it', () => {
    const known = mergeWords(null, whole);
    const moved = [
      answer(['a', 9, `1-${HALF - 1}`], ['b', 8, HIGH]),
      answer(['b', 8, `0 ${HIGH} [1-<-a]`], ['a', 1, `0-${HALF - 1}`]),
      // It has heard of the new epoch of a, and not yet of b's new slot.
      answer(['c', 3, '', 'slave'], ['a', 9, LOW], ['b', 2, HIGH]),
    ];
    expect([0, 1].map((slot) => ownerIn(mergeWords(known, moved), slot))).toEqual(['b', 'a']);
  });

  test('a slot that one node has given away is at the other already, even if that has not been asked again', () => {
    const given = [answer(['a', 1, `1-${HALF - 1}`], ['b', 2, `0 ${HIGH}`]), answer(['b', 2, HIGH], ['a', 1, LOW])];
    expect([0, 1].map((slot) => ownerIn(mergeWords(mergeWords(null, whole), given), slot))).toEqual(['b', 'a']);
  });

  test('a cluster that was set up anew is believed, although its epochs are lower', () => {
    const old = mergeWords(null, [answer(['x', 7, `0-${LAST}`])]);
    expect(ownerIn(mergeWords(old, whole), 0)).toBe('a');
  });

  test('addresses are those that a node wants, or that it was asked at when it knows none', () => {
    const nodes = 'a :7000@17000 myself,master - 0 0 1 connected 0-1\nb 10.0.0.2:7001@17001 slave a 0 0 1 connected';
    const slots = [[0, 1, ['', 7000, 'a', []], ['b.example', 7001, 'b', []]]];
    const words = readWords(nodes, slots, { host: 'asked', port: 7_000 });
    expect(words.map(({ address }) => placeOf(address))).toEqual(['asked:7000', 'b.example:7001']);
  });
});
