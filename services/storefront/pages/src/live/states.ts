import type { StreamState } from '@stockade/client';
import { makeCell } from '../parts/cell.js';
import type { StreamName } from './news.js';

/** How a stream is, and since when, by Date.now(). */
export interface StreamStatus {
  state: StreamState;
  sinceMs: number;
  /** Nothing has come of it yet, good or bad. */
  isNew: boolean;
}
type StreamStates = Readonly<Partial<Record<StreamName | 'operations', StreamStatus>>>;

/** How the streams are, as the tabs that follow them tell. One that nobody needs is not there. */
export const streamStates = makeCell<StreamStates>({});
/** Whether somebody stopped this tab from changing by itself. */
export const paused = makeCell(false);

/** What connects anew at once, one for each that follows streams. */
export const connectors = new Set<() => void>();

/** Asks for new connections now. */
export function connectNow(): void {
  for (const connect of connectors) connect();
}

/** Notes the state of a stream. What is not open has been so since it was open last, however often it was tried meanwhile. */
export function noteState(stream: StreamName | 'operations', state: StreamState): void {
  const last = streamStates.get()[stream];
  const isAsBefore = last !== undefined && (last.state.is === 'open') === (state.is === 'open');
  const sinceMs = isAsBefore ? last.sinceMs : Date.now();
  const isNew = state.is === 'connecting' && (last?.isNew ?? true);
  streamStates.set({ ...streamStates.get(), [stream]: { state, sinceMs, isNew } });
}

/** Notes that a stream is not needed any more. */
export function forgetState(stream: StreamName | 'operations'): void {
  const { [stream]: _, ...others } = streamStates.get();
  streamStates.set(others);
}
