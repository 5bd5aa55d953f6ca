import { describeTrend } from '@stockade/stage';
import { KEPT_GROWTH_BYTES_MAX, MEMORY_JUDGED_FROM_REQUESTS, type FuzzResult } from './run.js';

const FAULTS_SHOWN = 30;
const REQUEST_LENGTH_SHOWN = 160;

/** What a run showed, in lines for a terminal; the last one is PASS or FAIL. */
export function describeFuzz({
  seed,
  requests,
  statuses,
  faults,
  operations,
  excused,
  untouched,
  slowest,
  seconds,
  trends,
}: FuzzResult): string[] {
  const counts = [...statuses]
    .toSorted(([one], [other]) => one - other)
    .map(([status, count]) => `${count} × ${status}`);
  const shown = [...faults]
    .slice(0, FAULTS_SHOWN)
    .flatMap(([fault, { count, example }]) => [`  BROKEN ${count} × ${fault}`, `         e.g. ${example}`]);
  const count = [...faults.values()].reduce((sum, fault) => sum + fault.count, 0);
  return [
    `requests    ${requests} to ${operations} operations in ${seconds.toFixed(0)} s`,
    `answers     ${counts.join(', ')}`,
    ...(excused > 0 ? [`            ${excused} × 503 while Redis or the machine stood still`] : []),
    `slowest     ${slowest.tookMs.toFixed(0)} ms: ${slowest.request.slice(0, REQUEST_LENGTH_SHOWN)}`,
    `no effect   ${untouched} batches of refusals and reads left every key as it was`,
    ...trends.map((trend) => `memory      ${describeTrend(trend, KEPT_GROWTH_BYTES_MAX)}`),
    ...(requests < MEMORY_JUDGED_FROM_REQUESTS ? ['            not judged: a short run is all warm-up'] : []),
    ...shown,
    faults.size === 0 ? 'PASS' : `FAIL: ${count} faults of ${faults.size} kinds; --seed ${seed} sends the same again`,
  ];
}
