import type { JobProgress } from '@stockade/client';
import { counted } from '../../parts/format.js';

const DOING = { replay: 'Replaying', purge: 'Removing', repair: 'Repairing' } as const;
const DONE = { replay: 'Replay', purge: 'Removal', repair: 'Repair' } as const;

export const isUnderWay = ({ state }: Pick<JobProgress, 'state'>): boolean =>
  state === 'running' || state === 'interrupted';

/** A job in a heading. */
export function titleOf({ kind, state, total }: JobProgress): string {
  const what = counted(total, kind === 'repair' ? 'finding' : 'dead letter');
  return state === 'running' ? `${DOING[kind]} ${what}` : `${DONE[kind]} of ${what}`;
}

/** What the states of a job are called. */
export const STATE_LOOKS: Readonly<Record<JobProgress['state'], { word: string; shape: string; colour: string }>> = {
  running: { word: 'Running', shape: '◔', colour: 'text-pending' },
  finished: { word: 'Finished', shape: '●', colour: 'text-good' },
  cancelled: { word: 'Cancelled', shape: '⊘', colour: 'text-still' },
  interrupted: { word: 'Interrupted', shape: '‖', colour: 'text-stale' },
  failed: { word: 'Failed', shape: '✕', colour: 'text-bad' },
};

const OUTCOMES: Readonly<Record<string, string>> = {
  replayed: 'replayed',
  'already-replayed': 'replayed before',
  purged: 'removed',
  'already-purged': 'removed before',
  unknown: 'not there any more',
  unreadable: 'do not hold the original entry: they can only be removed',
  announced: 'announced again',
  'moved-on': 'needed it no more',
  listed: 'added to their index',
  present: 'were in their index already',
  gone: 'not there any more',
  failed: 'refused by Redis',
};

export const wordOfOutcome = (outcome: string): string => OUTCOMES[outcome] ?? outcome;

/** Every outcome with how often it came. */
export const outcomesOf = ({ outcomes }: JobProgress): string =>
  Object.entries(outcomes)
    .map(([outcome, count]) => `${count.toLocaleString()} ${wordOfOutcome(outcome)}`)
    .join(', ');
