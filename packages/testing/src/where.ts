import { describe, test } from '@jest/globals';

// Tests that need what a machine may not have, such as Docker. Elsewhere they count as skipped, which the last line of the run says.

type Define = (name: string, body: () => void | Promise<void>) => void;

export const describeWhere = (isPossible: boolean): ((name: string, body: () => void) => void) =>
  isPossible ? describe : describe.skip;
export const testWhere = (isPossible: boolean): Define => (isPossible ? test : test.skip);
