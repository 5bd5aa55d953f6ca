import { makeHands, MUTANTS, type Hands, type Mutant } from '@stockade/chaos';
import type { Arguments } from '@stockade/stage';

const ORDERS_DEFAULT = 6_000;
const ORDERS_SHORT = 1_200;
const ORDERS_MAX = 10_000_000;
const MINUTES_DEFAULT = 4;
const MINUTES_SHORT = 1;
const MINUTES_BY_HAND = 15;
const MINUTES_MAX = 24 * 60;
const OUT_DEFAULT = '.data/proofs';
/** Of each kind one: the fence, the sequence of acknowledgement and effect, and a replica that does not have what was answered. */
const MUTANTS_DEFAULT = ['no-fence', 'ack-first', 'answered-early'];
const MUTANTS_SHORT = ['no-fence'];

export interface ProveOptions {
  seed: number;
  isShort: boolean;
  /** Orders under fire on one Redis; where machines are lost, fewer. */
  orders: number;
  /** How long orders are placed at most, in all parts together. */
  minutes: number;
  mutants: readonly Mutant[];
  /** The known mistake to run instead of the system. */
  mistake?: Mutant | undefined;
  /** Somebody who breaks things by hand, instead of all the rest. */
  hands?: Hands | undefined;
}

/** And where the command leaves what it found. */
export interface CommandOptions extends ProveOptions {
  out: string;
  /** To repeat it. */
  command: string;
  /** Whether it is told in lines of JSON. */
  isTold: boolean;
}

export const USAGE = `Usage: npm run prove -- [options]

  --short         about two minutes instead of five
  --seed N        the same seed schedules the same faults and the same orders (default: a new one, printed)
  --orders N      orders under fire on one Redis (default ${ORDERS_DEFAULT}, with --short ${ORDERS_SHORT})
  --minutes N     place orders no longer than this in all (default ${MINUTES_DEFAULT}, with --short ${MINUTES_SHORT})
  --all-mutants   try every known mistake (default ${MUTANTS_DEFAULT.join(', ')})
  --break NAME    run a copy with a known mistake, which must end in FAIL; without NAME, list them
  --by-hand       orders flow, and faults strike as you type them: strike KIND [SERVICE], rate N, end
  --events        tell how it goes on in lines of JSON, and at the end where the files are
  --out DIR       where the page and the JSON file go (default ${OUT_DEFAULT})

Exit codes: 0 PASS, 1 FAIL, 2 INCONCLUSIVE, 64 wrong options.
`;

/** A line for each known mistake. */
export function listMistakes(): string[] {
  const width = Math.max(...MUTANTS.map(({ key }) => key.length));
  return MUTANTS.map(({ key, name }) => `  ${key.padEnd(width)}  ${name}`);
}

export function readOptions(given: Arguments): CommandOptions {
  const isShort = given.flag('short');
  const seed = given.seed();
  const chosen = isShort ? MUTANTS_SHORT : MUTANTS_DEFAULT;
  const name = given.text('break');
  const mistake = MUTANTS.find(({ key }) => key === name);
  if (name !== undefined && mistake === undefined)
    throw new Error(`--break takes one of the following, not ${JSON.stringify(name)}:\n${listMistakes().join('\n')}`);
  const orders = given.wholeNumber('orders', isShort ? ORDERS_SHORT : ORDERS_DEFAULT, ORDERS_MAX);
  const isByHand = given.flag('by-hand');
  if (isByHand && mistake !== undefined) throw new Error('--by-hand runs the system itself: leave out --break');
  const minutesDefault = isByHand ? MINUTES_BY_HAND : isShort ? MINUTES_SHORT : MINUTES_DEFAULT;
  const minutes = given.wholeNumber('minutes', minutesDefault, MINUTES_MAX);
  const repeated = [
    ...(isShort ? ['--short'] : []),
    ...(given.text('orders') === undefined ? [] : [`--orders ${orders}`]),
    ...(given.text('minutes') === undefined ? [] : [`--minutes ${minutes}`]),
    ...(given.flag('all-mutants') ? ['--all-mutants'] : []),
    ...(isByHand ? ['--by-hand'] : []),
    ...(mistake === undefined ? [] : [`--break ${mistake.key}`]),
    `--seed ${seed}`,
  ];
  return {
    seed,
    isShort,
    orders,
    minutes,
    mutants: given.flag('all-mutants') ? MUTANTS : MUTANTS.filter(({ key }) => chosen.includes(key)),
    mistake,
    hands: isByHand ? makeHands(seed) : undefined,
    isTold: given.flag('events'),
    out: given.text('out') ?? OUT_DEFAULT,
    command: `npm run prove -- ${repeated.join(' ')}`,
  };
}
