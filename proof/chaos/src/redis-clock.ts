/** Measures how long after a kill of Redis an order was accepted that was sent after it. */
export function makeRedisClock() {
  const recoveriesMs: number[] = [];
  const afterReplacementMs: number[] = [];
  let killedAt: number | null = null;
  let replacedAt: number | null = null;
  return {
    recoveriesMs,
    afterReplacementMs,
    killed: () => {
      killedAt ??= performance.now();
      replacedAt = null;
    },
    replaced: () => {
      replacedAt = performance.now();
    },
    accepted: (sentAt: number) => {
      if (killedAt === null || sentAt < killedAt) return;
      recoveriesMs.push(performance.now() - killedAt);
      if (replacedAt !== null) afterReplacementMs.push(performance.now() - replacedAt);
      killedAt = null;
    },
  };
}
