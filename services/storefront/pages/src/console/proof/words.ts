import type { LabRun, Proof } from '@stockade/client';

/** What each kind of fault does, in a word or two. */
const FAULT_WORDS: Readonly<Record<string, string>> = {
  'kill-service': 'kill',
  'freeze-service': 'freeze',
  'set-clock': 'wrong clock',
  'deny-command': 'deny a command',
  'kill-redis': 'kill',
  'tear-log': 'tear its log',
  'cut-connections': 'cut connections',
  'tear-replies': 'tear replies',
  'flush-scripts': 'forget scripts',
  'lose-group': 'lose a group',
  'start-twice': 'start it twice',
  poison: 'poison a stream',
  restock: 'set a stock',
  'kill-provider': 'kill',
  'provider-silent': 'fall silent',
  'lose-primary': 'lose the primary',
  'freeze-primary': 'freeze the primary',
  'move-primary': 'move the primary',
  'cut-replicas': 'cut off replicas',
  'set-stock': 'set a stock',
  'move-slots': 'move slots',
};

export const wordOf = (kind: string): string => FAULT_WORDS[kind] ?? kind;

const PHASE_WORDS: Readonly<Record<LabRun['phase'], string>> = {
  starting: 'Starting a Redis, two of each service and a payment provider',
  orders: 'Orders flow',
  quiet: 'No more orders: waiting until all is at rest',
  judging: 'Comparing what was told with what is, order by order',
  mutants: 'Copies with a known mistake run: the checks must find each',
  over: 'Over',
};
const PART_WORDS: Readonly<Record<string, string>> = { single: 'one Redis', ha: 'a primary and its replica' };

export function phaseOf({ phase, part }: LabRun): string {
  const where = part === null ? undefined : PART_WORDS[part];
  return where === undefined || phase === 'over' ? PHASE_WORDS[phase] : `${PHASE_WORDS[phase]} · ${where}`;
}

export const VERDICT_LOOKS: Readonly<Record<Proof['verdict'], { colour: string; sentence: string }>> = {
  PASS: {
    colour: 'text-good',
    sentence: 'No order was lost, none was processed twice, none was oversold, whatever was killed.',
  },
  HELD: {
    colour: 'text-good',
    sentence: 'Nothing that you did broke a promise. A PASS needs a proof by seed, in which everything has to happen.',
  },
  FAIL: { colour: 'text-bad', sentence: 'A promise was broken.' },
  INCONCLUSIVE: {
    colour: 'text-stale',
    sentence: 'No promise was seen broken, but too little happened for that to mean anything.',
  },
};
