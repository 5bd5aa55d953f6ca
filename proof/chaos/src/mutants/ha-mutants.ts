import type { Mutant } from './mutant.js';

/** Mistakes that matter only when a primary is lost with what no replica has. */
export const HA_MUTANTS: readonly Mutant[] = [
  {
    key: 'answered-early',
    name: 'an answer before a replica has the order',
    setup: 'ha',
    patches: [
      {
        file: 'packages/http/dist/router.js',
        from: 'await replicas.confirmed(since)',
        to: 'await null',
      },
    ],
    faults: ['lose-primary'],
    caughtBy: ['accepted-exists-once'],
  },
  {
    key: 'charged-early',
    name: 'a charge before a replica has the order',
    setup: 'ha',
    patches: [
      {
        file: 'services/store/dist/on-order-placed.js',
        from: 'await confirmation.confirmed(since);\n        const charge',
        to: 'const charge',
      },
    ],
    faults: ['lose-primary'],
    caughtBy: ['orphan'],
  },
];
