/** Sizes that are right as they are: splitting a sequence only to meet a number is worse. Each has its reason. */
export const EXCEPTIONS: readonly {
  path: string;
  rule: 'fileSize' | 'functionSize' | 'everyTestRuns';
  reason: string;
}[] = [
  {
    path: 'packages/streams/test/recovery.int.test.ts',
    rule: 'fileSize',
    reason: 'A conformance suite: one fact after the other, read by its headings.',
  },
  {
    path: 'packages/streams/test/rig.ts',
    rule: 'fileSize',
    reason: 'The one rig of the conformance suite: what its tests may do to a stream and see of it.',
  },
  {
    path: 'packages/service/src/operations-routes.ts',
    rule: 'functionSize',
    reason: 'A table: one route after the other, each with what it takes and answers.',
  },
  {
    path: 'services/store/src/http/orders.ts',
    rule: 'functionSize',
    reason: 'A table: one route after the other, each with what it takes and answers.',
  },
  {
    path: 'services/store/src/http/users.ts',
    rule: 'functionSize',
    reason: 'A table: one route after the other, each with what it takes and answers.',
  },
  {
    path: 'services/warehouse/src/http/products.ts',
    rule: 'functionSize',
    reason: 'A table: one route after the other, each with what it takes and answers.',
  },
  {
    path: 'packages/testing/src/where.ts',
    rule: 'everyTestRuns',
    reason: 'The one place that skips tests: those that need what a machine may not have.',
  },
  {
    path: 'tests/repeated/writes.ts',
    rule: 'fileSize',
    reason: 'One write after the other, each with how it is sent and seen to have happened: a table.',
  },
  {
    path: 'scripts/describe/postman/journey.mjs',
    rule: 'fileSize',
    reason: 'One request after the other, each as short as it can be: a journey is read from top to bottom.',
  },
];
