import type { QueryClient } from '@tanstack/react-query';
import type { StreamState } from '@stockade/client';
import { makeCell } from '../parts/cell.js';
import { applyNews, readAgain } from './apply.js';
import { takeTurns } from './leader.js';
import type { News, Question, StreamName } from './news.js';
import { followStreams } from './streams.js';

/** How a stream is, and since when, by Date.now(). */
export interface StreamStatus {
  state: StreamState;
  sinceMs: number;
}
export type StreamStates = Readonly<Partial<Record<StreamName, StreamStatus>>>;

/** How the streams are, as the tab that follows them tells. */
export const streamStates = makeCell<StreamStates>({});
/** Whether somebody stopped this tab from changing by itself. */
export const paused = makeCell(false);

let reconnect = () => {};

/** Asks for a new connection now. */
export const connectNow = () => reconnect();

/**
 * Keeps what this tab shows up to date. One tab of a browser follows the streams and tells the others: a browser has six
 * connections to one origin, for all its tabs together.
 */
export function startLive(queries: QueryClient): void {
  const channel = new BroadcastChannel('stockade-live');
  let leading: (() => void) | null = null;

  function receive(news: News): void {
    if (news.is === 'state') note(news.stream, news.state);
    else if (!paused.get()) applyNews(queries, news);
  }

  function tell(news: News): void {
    channel.postMessage(news);
    receive(news);
  }

  channel.addEventListener('message', ({ data }: MessageEvent<News | Question>) => {
    if (data.is === 'reconnect!') leading?.();
    else if (data.is !== 'state?') receive(data);
    else if (leading !== null)
      for (const stream of STREAMS) {
        const status = streamStates.get()[stream];
        if (status) channel.postMessage({ is: 'state', stream, state: status.state } satisfies News);
      }
  });
  takeTurns('stockade-live', (signal) => {
    leading = followStreams(tell, signal);
    signal.addEventListener('abort', () => (leading = null));
  });
  channel.postMessage({ is: 'state?' } satisfies Question);

  reconnect = () => (leading === null ? channel.postMessage({ is: 'reconnect!' } satisfies Question) : leading());
  paused.subscribe(() => {
    // What came meanwhile was not applied.
    if (!paused.get()) readAgain(queries);
  });
}

/** What is not open has been so since it was open last, however often it was tried meanwhile. */
function note(stream: StreamName, state: StreamState): void {
  const last = streamStates.get()[stream];
  const isAsBefore = last !== undefined && (last.state.is === 'open') === (state.is === 'open');
  streamStates.set({ ...streamStates.get(), [stream]: { state, sinceMs: isAsBefore ? last.sinceMs : Date.now() } });
}

const STREAMS: readonly StreamName[] = ['products', 'orders'];
