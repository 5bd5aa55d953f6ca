import { PART_TITLES } from './parts.js';
import type { Proof, VerdictWord } from './proof.js';
import type { ProveEvent } from './prove.js';
import { describeBound } from './describe-bound.js';
import { count, counted, duration } from './words.js';

export const EXIT_CODES: Readonly<Record<VerdictWord, number>> = { PASS: 0, FAIL: 1, INCONCLUSIVE: 2, HELD: 0 };
/** As sysexits.h has it, since 2 means something. */
export const EXIT_USAGE = 64;

/** Once in so many events of a second each. */
const SAID_EVERY = 5;
const VIOLATIONS_SHOWN = 8;

/** Says in lines how a proof goes on. */
export function makeTeller(say: (line: string) => void): (event: ProveEvent) => void {
  let ticks = 0;
  let struck = 0;
  return (event) => {
    switch (event.kind) {
      case 'part-begins':
        struck = 0;
        return say(
          `${PART_TITLES[event.part]} (${event.part}): starting a Redis, two of each service and a payment provider`,
        );
      case 'part-ends':
        return say(`${PART_TITLES[event.part]}: over`);
      case 'mutant-begins':
        return say(`a copy with a known mistake runs: ${event.mutant}`);
      case 'mutant-ends':
        return say(`${event.isCaught ? 'found' : 'NOT FOUND'}: ${event.mutant}`);
      case 'part-goes-on':
        return tellChaos(event.event);
    }
  };

  function tellChaos(event: Extract<ProveEvent, { kind: 'part-goes-on' }>['event']): void {
    switch (event.kind) {
      case 'begins':
        struck = 0;
        return say(event.faults === 0 ? 'orders flow' : `${counted(event.faults, 'fault')} will strike`);
      case 'strike':
        return;
      case 'books':
        return;
      case 'fault':
        struck += 1;
        return;
      case 'quiet':
        return say(
          'all orders are placed and all faults are over; waiting until all is quiet, then the books are compared',
        );
      case 'orders':
        ticks += 1;
        if (ticks % SAID_EVERY === 0)
          say(
            `${event.seconds.toFixed(0)} s: ${counted(event.accepted, 'order')} accepted, ${counted(struck, 'fault')} over`,
          );
    }
  }
}

/** What a proof found, in lines for a terminal. */
export function describeProof(proof: Proof): string[] {
  const { parts, happened, mutants, invariants, reasons, bound, orders_named, broken_on_purpose: mistake } = proof;
  const held = invariants.filter(({ violations, checked }) => violations === 0 && checked > 0);
  const violations = parts.flatMap((part) => part.violations).slice(0, VIOLATIONS_SHOWN);
  return [
    ...parts.map(
      ({ key, answers, exist, faults, recovery, seconds }) =>
        `${key.padEnd(12)}${count(answers.accepted)} orders accepted in ${seconds.toFixed(0)} s, ${count(exist)} exist; ${counted(faults.length, 'fault')}; ` +
        `Redis back after ${duration(recovery.median_ms)} in the median, ${duration(recovery.max_ms)} at most`,
    ),
    `invariants  ${held.length} held, ${invariants.filter((one) => one.violations > 0).length} broken, ${invariants.filter(({ checked }) => checked === 0).length} not checked here`,
    ...happened.map(
      ({ count: times, meaning, needed }) =>
        `  ${count(times).padStart(8)}  ${meaning}${needed && times === 0 && mistake === null ? '   MISSING' : ''}`,
    ),
    ...mutants.map(
      ({ caught, name, violation }) =>
        `mutant      ${caught ? 'found' : 'NOT FOUND'}: ${name}${violation ? ` (${violation.what})` : ''}`,
    ),
    ...violations.map(({ invariant, what }) => `  BROKEN    ${invariant}: ${what}`),
    ...(orders_named.length > 0 ? [`orders      ${orders_named.slice(0, VIOLATIONS_SHOWN).join(', ')}`] : []),
    `bound       ${describeBound(bound)}`,
    ...reasons.map((reason) => `because     ${reason}`),
  ];
}
