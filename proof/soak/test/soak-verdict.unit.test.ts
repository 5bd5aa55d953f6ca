import { describe, expect, test } from '@jest/globals';
import { makeRandom } from '@stockade/stage';
import type { Evidence } from '../src/evidence.js';
import { describeSoak } from '../src/report.js';
import { judgeSoak, type Verdict } from '../src/verdict.js';

const SEED = 11;
const MEBIBYTE = 2 ** 20;
const RATE = 200;
const SECONDS = 600;
const SAMPLE_SECONDS = 7;
const TRIM_EVERY_S = 10;
/** The slowest orders are open for so long and hold the trim back. */
const OPEN_S = 4;

/** How a system behaves over a run, at a time in seconds. */
interface Course {
  seconds: number;
  /** Of the warehouse, MiB; the others are as they should be. */
  keptMiB: (atS: number) => number;
  rssMiB: (atS: number) => number;
  /** Of order-completed, entries. */
  length: (atS: number) => number;
  lag: (atS: number) => number;
  tally: Partial<Evidence['tally']>;
  atRest: Partial<Evidence['atRest'][number]>;
}

const random = makeRandom(SEED);
const noise = (most: number) => (random.next() - 0.5) * 2 * most;
const warmUp = (atS: number) => 40 * (1 - Math.exp(-atS / 30));
/** As they were measured: V8 fills 50 MiB, gives them back, and now and then changes its mind about how many. */
const sawTooth = (atS: number) => ((atS * 1.7) % 50) + (atS > 300 ? 60 : 0);

const SOUND: Course = {
  seconds: SECONDS,
  keptMiB: (atS) => 35 + warmUp(atS) + noise(1),
  rssMiB: (atS) => 80 + warmUp(atS) + sawTooth(atS),
  length: (atS) => RATE * ((atS % TRIM_EVERY_S) + OPEN_S),
  lag: () => 20,
  tally: {},
  atRest: {},
};

function evidenceOf(changes: Partial<Course>): Evidence {
  const course = { ...SOUND, ...changes };
  const due = RATE * course.seconds;
  const sound = (atS: number) => ({ rssBytes: SOUND.rssMiB(atS) * MEBIBYTE, keptBytes: SOUND.keptMiB(atS) * MEBIBYTE });
  const stream = (name: string, length: number, lag: number) => {
    return { stream: name, length, lag, pending: 100, deadLetters: 0 };
  };
  const times = Array.from({ length: Math.floor(course.seconds / SAMPLE_SECONDS) }, (_, i) => (i + 1) * SAMPLE_SECONDS);
  const rest = { lag: 0, pending: 0, deadLetters: 0, length: 7 };
  return {
    rate: RATE,
    seconds: course.seconds,
    samples: times.map((atS, i) => ({
      atS,
      accepted: RATE * atS,
      redisRssBytes: (10 + atS / 3) * MEBIBYTE,
      memory: {
        store: sound(atS),
        // Garbage is collected at some of the samples only.
        warehouse: {
          rssBytes: course.rssMiB(atS) * MEBIBYTE,
          keptBytes: i % 4 === 0 ? course.keptMiB(atS) * MEBIBYTE : null,
        },
        refund: sound(atS),
      },
      streams: [
        stream('order-placed', SOUND.length(atS), 0),
        stream('order-completed', course.length(atS), course.lag(atS)),
        stream('refund-initiated', SOUND.length(atS) / 3, 0),
      ],
    })),
    tally: {
      due,
      accepted: due,
      turnedAway: 0,
      reads: 4 * due,
      readsFailed: 0,
      seen: { completed: 70, refunded: 30 },
      ...course.tally,
    },
    atRest: [
      { stream: 'order-placed', ...rest },
      { stream: 'order-completed', ...rest, ...course.atRest },
      { stream: 'refund-initiated', ...rest },
    ],
  };
}

const verdictOn = (changes: Partial<Course>): Verdict => judgeSoak(evidenceOf(changes));
const reasonsFor = (changes: Partial<Course>): string[] => verdictOn(changes).reasons;
/** MiB of all orders so far. */
const leaking = (bytesPerOrder: number) => (atS: number) => (bytesPerOrder * RATE * atS) / MEBIBYTE;

describe(`a verdict on a run of ${SECONDS} s, with noise of the seed ${SEED}`, () => {
  test('passes a system that warms up, breathes, and trims', () => {
    expect(reasonsFor({})).toEqual([]);
  });

  test.each([
    ['an id of every order', 100],
    ['the body of every order', 800],
    ['a page of every order', 4_096],
  ])('finds a service that keeps %s (%i bytes)', (_, bytes) => {
    const leak = leaking(bytes);
    const reasons = reasonsFor({
      keptMiB: (atS) => SOUND.keptMiB(atS) + leak(atS),
      rssMiB: (atS) => SOUND.rssMiB(atS) + leak(atS),
    });
    expect(reasons).toContain('the warehouse keeps more and more memory');
  });

  test('finds a leak that begins in the middle', () => {
    const keptMiB = (atS: number) => SOUND.keptMiB(atS) + leaking(200)(Math.max(0, atS - SECONDS / 2));
    expect(reasonsFor({ keptMiB })).toEqual(['the warehouse keeps more and more memory']);
  });

  test('passes a service that takes its time to warm up, and one that needs less later on', () => {
    expect(reasonsFor({ keptMiB: (atS) => 90 - 30 * Math.exp(-atS / 100) + noise(1) })).toEqual([]);
    expect(reasonsFor({ keptMiB: (atS) => (atS < 400 ? 90 : 50) })).toEqual([]);
  });

  test('passes one that holds a lot just when it is looked at', () => {
    expect(reasonsFor({ keptMiB: (atS) => SOUND.keptMiB(atS) + (Math.abs(atS - 560) < 20 ? 50 : 0) })).toEqual([]);
  });

  test('finds a service that takes memory and never gives any back, though it needs none', () => {
    expect(reasonsFor({ rssMiB: (atS) => SOUND.rssMiB(atS) + atS / 3 })).toEqual(['the RSS of the warehouse grows']);
  });

  test('does not pass memory that was never looked at', () => {
    expect(reasonsFor({ keptMiB: () => NaN })).toEqual(['the warehouse keeps more and more memory']);
  });

  test('finds a stream that is not trimmed', () => {
    const [reason] = reasonsFor({ length: (atS) => RATE * atS });
    expect(reason).toMatch(/^order-completed is not trimmed: \d+ entries with 120 of them not settled$/);
  });

  test('finds a stream of which a part is left at each trim', () => {
    expect(reasonsFor({ length: (atS) => SOUND.length(atS) + (RATE * atS) / 10 })).toHaveLength(1);
  });

  test('does not blame the trim for what nobody has read yet, but does not pass it either', () => {
    const backlog = (atS: number) => RATE * 0.5 * atS;
    const changes = { lag: backlog, length: (atS: number) => SOUND.length(atS) + backlog(atS) };
    expect(reasonsFor(changes)).toEqual([]);
    expect(reasonsFor({ ...changes, atRest: { lag: 60_000, length: 60_000 } })).toEqual([
      'order-completed was not settled after the load',
    ]);
  });

  test.each<[Partial<Course['atRest']>, string]>([
    [{ pending: 1 }, 'order-completed was not settled after the load'],
    [{ length: 2_000 }, 'order-completed was not trimmed after the load: 2000 entries'],
    [{ deadLetters: 2 }, 'order-completed has 2 dead letters'],
  ])('finds what is left at rest: %j', (atRest, reason) => {
    expect(reasonsFor({ atRest })).toEqual([reason]);
  });

  test.each<[Partial<Course['tally']>, string]>([
    [
      { accepted: 100_000, turnedAway: 15_000 },
      'the load was not steady: 100000 of 120000 orders were accepted, 15000 not even placed',
    ],
    [{ readsFailed: 48_000 }, 'the load was not steady: 48000 of 480000 reads failed'],
    [{ seen: { completed: 1 } }, 'no order was seen refunded: a part of the system had no load'],
  ])('is worth nothing without its load: %j', (tally, reason) => {
    expect(reasonsFor({ tally })).toEqual([reason]);
  });
});

describe('a short run', () => {
  const leak = { seconds: 60, keptMiB: leaking(4_096) };

  test('says that it does not judge memory, and judges everything else', () => {
    const verdict = verdictOn(leak);
    expect(verdict).toEqual({ reasons: [], memory: null });
    expect(describeSoak(evidenceOf(leak), verdict).at(-1)).toBe('PASS, with memory not judged');
    expect(reasonsFor({ ...leak, atRest: { length: 2_000 } })).toHaveLength(1);
  });
});

describe('the report', () => {
  test('ends with PASS, or with FAIL and every reason', () => {
    const lastLine = (evidence: Evidence) => describeSoak(evidence, judgeSoak(evidence)).at(-1);
    expect(lastLine(evidenceOf({}))).toBe('PASS');
    expect(lastLine(evidenceOf({ atRest: { deadLetters: 1 }, keptMiB: leaking(500) }))).toBe(
      'FAIL: the warehouse keeps more and more memory; order-completed has 1 dead letters',
    );
  });

  test('says how small a leak it would have seen', () => {
    const evidence = evidenceOf({});
    expect(describeSoak(evidence, judgeSoak(evidence)).join('\n')).toContain('70 bytes kept of each order');
  });
});
