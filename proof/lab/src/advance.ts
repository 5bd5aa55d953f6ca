import { basename } from 'node:path';
import type { LabRun } from './schemas.js';
import type { ChaosTold, Told } from './told.js';

const FAULTS_SHOWN_MAX = 100;
const FILE_END = '.json';

/** The run after something was told of it. */
export function advance(run: LabRun, told: Told): LabRun {
  switch (told.kind) {
    case 'part-begins':
      return { ...run, part: told.part, phase: 'starting', told: null, is: null, faults: [], faults_planned: 0 };
    case 'part-goes-on':
      return advancePart({ ...run, part: told.part }, told.event);
    case 'part-ends':
      return { ...run, phase: 'judging' };
    case 'mutant-begins':
      return { ...run, part: null, phase: 'mutants', mutants: [...run.mutants, { name: told.mutant, caught: null }] };
    case 'mutant-ends': {
      const mutants = run.mutants.map((one) => (one.name === told.mutant ? { ...one, caught: told.isCaught } : one));
      return { ...run, mutants };
    }
    case 'ends': {
      const proof_id = basename(told.json, FILE_END);
      return { ...run, state: 'over', phase: 'over', verdict: told.verdict, proof_id };
    }
  }
}

function advancePart(run: LabRun, event: ChaosTold): LabRun {
  switch (event.kind) {
    case 'begins':
      return { ...run, phase: 'orders', faults_planned: event.faults, faults: [] };
    case 'orders': {
      const { accepted, refused, unknown, seconds } = event;
      return { ...run, told: { accepted, refused, unknown, seconds } };
    }
    case 'books':
      return { ...run, is: event.books };
    case 'strike': {
      const begun = { ...event.fault, at: new Date().toISOString(), took_ms: null, healed: null };
      return { ...run, faults: [...run.faults, begun].slice(-FAULTS_SHOWN_MAX) };
    }
    case 'fault': {
      const { kind, target, tookMs, hasHealed } = event.fault;
      const at = run.faults.findLastIndex((one) => one.kind === kind && one.target === target && one.took_ms === null);
      const faults = run.faults.map((one, i) =>
        i === at ? { ...one, took_ms: Math.round(tookMs), healed: hasHealed } : one,
      );
      return { ...run, faults };
    }
    case 'quiet':
      return { ...run, phase: 'quiet' };
  }
}
