import type { QueryClient } from '@tanstack/react-query';
import { openChannel } from '../parts/channel.js';
import { applyNews, readAgain } from './apply.js';
import { takeTurns } from './leader.js';
import type { News, Question, StreamName } from './news.js';
import { connectors, noteState, paused, streamStates } from './states.js';
import { followStreams } from './streams.js';

/**
 * Keeps what this tab shows up to date. One tab of a browser follows the streams and tells the others: a browser has six
 * connections to one origin, for all its tabs together.
 */
export function startLive(queries: QueryClient): void {
  const channel = openChannel('stockade-live');
  let leading: (() => void) | null = null;

  function receive(news: News): void {
    if (news.is === 'state') noteState(news.stream, news.state);
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

  connectors.add(() => (leading === null ? channel.postMessage({ is: 'reconnect!' } satisfies Question) : leading()));
  paused.subscribe(() => {
    // What came meanwhile was not applied.
    if (!paused.get()) readAgain(queries);
  });
}

const STREAMS: readonly StreamName[] = ['products', 'orders'];
