import type { Part, Proof } from './proof.js';

type Evidence = Pick<Proof, 'parts' | 'failures' | 'mutants' | 'happened' | 'broken_on_purpose' | 'by_hand'>;

/**
 * FAIL when a promise was broken. Else PASS only when everything ran to its end, everything happened that has to, and the checks
 * have found each known mistake; whatever is missing makes it INCONCLUSIVE. By hand nothing has to happen, and nothing passes.
 */
export function judgeProof(evidence: Evidence): Pick<Proof, 'verdict' | 'reasons'> {
  const broken = evidence.parts.flatMap(describeViolations);
  if (broken.length > 0) return { verdict: 'FAIL', reasons: broken };
  const missing = evidence.by_hand ? notAtTheirEnd(evidence) : missingIn(evidence);
  if (evidence.by_hand && missing.length === 0) return { verdict: 'HELD', reasons: [] };
  return missing.length > 0 ? { verdict: 'INCONCLUSIVE', reasons: missing } : { verdict: 'PASS', reasons: [] };
}

/** What a busy machine does too: something was not back within its deadline. It breaks no promise about an order, and proves none. */
const NOT_HEALED = 'faults-heal';

/** How many violations of a part break a promise. */
export function countBroken({
  violations_count: count,
  violated,
}: Pick<Part, 'violations_count' | 'violated'>): number {
  return count - (violated[NOT_HEALED] ?? 0);
}

function describeViolations(part: Part): string[] {
  const count = countBroken(part);
  if (count === 0) return [];
  const [first] = part.violations
    .filter(({ invariant }) => invariant !== NOT_HEALED)
    .toSorted((a, b) => Number(b.order_id !== null) - Number(a.order_id !== null));
  const counted = `${part.key}: ${count} ${count === 1 ? 'violation' : 'violations'}`;
  return [first === undefined ? counted : `${counted}; ${first.invariant}: ${first.what}`];
}

function describeNotHealed({ key, violations }: Part): string[] {
  return violations
    .filter(({ invariant }) => invariant === NOT_HEALED)
    .map(({ what }) => `${key}: a fault had not healed in time, on a busy machine or for another reason: ${what}`);
}

function notAtTheirEnd({ parts, failures }: Evidence): string[] {
  const missing = failures.map(({ part, why }) => `${part} did not come to its end: ${why}`);
  if (parts.length === 0) missing.push('nothing was run');
  return [...missing, ...parts.flatMap(describeNotHealed)];
}

function missingIn(evidence: Evidence): string[] {
  const { failures, mutants, happened, broken_on_purpose: mistake } = evidence;
  if (mistake !== null)
    return [
      ...failures.map(({ part, why }) => `${part} did not come to its end: ${why}`),
      `the known mistake was not found: ${mistake.name}`,
    ];
  const missing = notAtTheirEnd(evidence);
  for (const { meaning, count, needed } of happened)
    if (needed && count === 0) missing.push(`it never happened: ${meaning}`);
  for (const { name, caught } of mutants) if (!caught) missing.push(`a known mistake was not found: ${name}`);
  if (mutants.length === 0) missing.push('no known mistake was tried');
  return missing;
}
