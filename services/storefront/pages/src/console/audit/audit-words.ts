import type { Audit } from '@stockade/client';

/** What the states of an audit are called. */
export const AUDIT_LOOKS: Readonly<Record<Audit['state'], { word: string; shape: string; colour: string }>> = {
  running: { word: 'Running', shape: '◔', colour: 'text-pending' },
  finished: { word: 'Finished', shape: '●', colour: 'text-good' },
  cancelled: { word: 'Stopped', shape: '⊘', colour: 'text-still' },
  interrupted: { word: 'Interrupted', shape: '‖', colour: 'text-stale' },
  failed: { word: 'Failed', shape: '✕', colour: 'text-bad' },
};

/** The parts of an audit, in words. */
export const SEGMENT_WORDS: Readonly<Record<Audit['segments'][number]['segment'], string>> = {
  orders: 'Orders',
  keys: 'Keys',
  stock: 'Products',
};

/** How a rule stands: `open` while nothing can be said. */
export type RuleState = 'open' | 'holds' | 'broken' | 'left-out';

export function stateOf({ rule, findings }: Audit['rules'][number], { state, options }: Audit): RuleState {
  if (findings > 0) return 'broken';
  if (rule === 'gateway-net' && !options.gateway) return 'left-out';
  return state === 'finished' ? 'holds' : 'open';
}

const STREAM = /entry \S+ of (\S+) was delivered/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Where a finding leads: to its order, product, customer or stream; null where there is no page for it. */
export function placeOf({ rule, id, what }: { rule: string; id: string; what: string }): string | null {
  const stream = STREAM.exec(what)?.[1];
  if (stream !== undefined) return `/console/streams/${stream.replace(/^\{\d+\}:/, '')}`;
  if (!UUID.test(id)) return null;
  if (rule === 'index-users') return `/console/customers/${id}`;
  return /^(?:stock|transfer)-/.test(rule) ? `/products/${id}` : `/orders/${id}`;
}
