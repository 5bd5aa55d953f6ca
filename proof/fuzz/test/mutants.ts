import type { Mistake } from '@stockade/stage';

/** A mistake that others have made. */
type FuzzMutant = Mistake & {
  /** What the run must say. */
  finds: RegExp;
};

export const MUTANTS: readonly FuzzMutant[] = [
  {
    name: 'a route that throws',
    patches: [
      {
        file: 'services/refund/dist/http/refunds.js',
        from: 'await refunds.list(principal, query)',
        to: 'await refunds.list(principal, query.limit > 50 ? null : query)',
      },
    ],
    finds: /refund GET \/refunds: the status is 500/,
  },
  {
    name: 'a refusal in plain text',
    patches: [
      {
        file: 'packages/http/dist/problems.js',
        from: '`${PROBLEM_MEDIA_TYPE}; charset=utf-8`',
        to: "error.status === 415 ? 'text/plain' : `${PROBLEM_MEDIA_TYPE}; charset=utf-8`",
      },
    ],
    finds: /the media type "text\/plain" is not described/,
  },
  {
    name: 'an answer that is not as described',
    patches: [
      {
        file: 'services/refund/dist/http/refunds.js',
        from: 'body: await refunds.list(principal, query)',
        to: 'body: { ...(await refunds.list(principal, query)), count: 1 }',
      },
    ],
    finds: /refund GET \/refunds: .*additional properties/,
  },
  {
    name: 'a route that writes before it refuses',
    patches: [
      {
        file: 'services/store/dist/place-order.js',
        from: 'const prices = await',
        to: "await redis.hSet(keys.order(newIdBeside(customer.userId)), 'status', 'pending');\n const prices = await",
      },
    ],
    finds: /an effect that no answer told of/,
  },
];
