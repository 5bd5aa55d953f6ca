import { trusted, type Overview, type ShownEntry, type StreamState } from '@stockade/client';
import { useEffect } from 'react';
import { followAnew } from '../../live/follow-anew.js';
import { takeTurns } from '../../live/leader.js';
import { connectors, forgetState, noteState, paused } from '../../live/states.js';
import { makeCell } from '../../parts/cell.js';
import { openChannel } from '../../parts/channel.js';

/** A tab that is hidden for longer asks for nothing. */
const HIDDEN_MAX_MS = 10_000;
const NAME = 'stockade-operations';

type FeedNews =
  | { is: 'overview'; overview: Overview }
  | { is: 'entry'; entry: ShownEntry }
  /** Redis does not answer: what is shown is the last known. */
  | { is: 'away' }
  | { is: 'state'; state: StreamState };
type Question = { is: 'last?' } | { is: 'reconnect!' };

/** The last look at the whole shop; null before the first. */
export const overview = makeCell<Overview | null>(null);
/** Since when Redis does not answer, by Date.now(); null while it does. */
export const redisAway = makeCell<number | null>(null);

const entryListeners = new Set<(entry: ShownEntry) => void>();

/** Calls back with entries as they are appended. Returns the end of it. */
export function onEntry(listener: (entry: ShownEntry) => void): () => void {
  entryListeners.add(listener);
  return () => void entryListeners.delete(listener);
}

function apply(news: FeedNews): void {
  if (news.is === 'state') return noteState('operations', news.state);
  if (news.is === 'away') {
    if (redisAway.get() === null) redisAway.set(Date.now());
    return;
  }
  redisAway.set(null);
  if (paused.get()) return;
  if (news.is === 'overview') overview.set(news.overview);
  else for (const listener of entryListeners) listener(news.entry);
}

/** Follows the shop from this tab, or listens to the tab of this browser that does, until the signal aborts. */
function take(end: AbortSignal): void {
  const channel = openChannel(NAME);
  let leading: (() => void) | null = null;
  let lastState: StreamState | null = null;
  const tell = (news: FeedNews) => {
    if (news.is === 'state') lastState = news.state;
    channel.postMessage(news);
    apply(news);
  };
  const tellLast = () => {
    if (lastState !== null) channel.postMessage({ is: 'state', state: lastState } satisfies FeedNews);
    const last = overview.get();
    if (last !== null) channel.postMessage({ is: 'overview', overview: last } satisfies FeedNews);
  };
  const ask = (question: Question) => channel.postMessage(question);
  const connect = () => (leading === null ? ask({ is: 'reconnect!' }) : leading());
  channel.addEventListener('message', ({ data }: MessageEvent<FeedNews | Question>) => {
    if (data.is === 'reconnect!') leading?.();
    else if (data.is !== 'last?') apply(data);
    else if (leading !== null) tellLast();
  });
  noteState('operations', { is: 'connecting' });
  takeTurns(
    NAME,
    (signal) => {
      leading = follow(tell, signal);
      signal.addEventListener('abort', () => (leading = null));
    },
    end,
  );
  ask({ is: 'last?' });
  connectors.add(connect);
  end.addEventListener('abort', () => {
    channel.close();
    connectors.delete(connect);
    forgetState('operations');
  });
}

/** Returns what connects anew at once. */
function follow(tell: (news: FeedNews) => void, end: AbortSignal): () => void {
  return followAnew(
    {
      service: 'operations',
      path: '/ops/events',
      onEvent({ event, data }) {
        if (event === 'overview') tell({ is: 'overview', overview: trusted<Overview>(data) });
        if (event === 'entry') tell({ is: 'entry', entry: trusted<ShownEntry>(data) });
        if (event === 'away') tell({ is: 'away' });
      },
      onState: (state) => tell({ is: 'state', state }),
    },
    end,
  );
}

let users = 0;
let end: AbortController | null = null;

function begin(): void {
  if (end !== null) return;
  end = new AbortController();
  take(end.signal);
}

function stop(): void {
  end?.abort();
  end = null;
}

let hiding: ReturnType<typeof setTimeout> | undefined;

function onVisibility(): void {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(stop, HIDDEN_MAX_MS);
  else begin();
}

/** Keeps the feed going while a component is shown; the service looks closer while somebody watches. */
export function useFeed(): void {
  useEffect(() => {
    users += 1;
    if (users === 1) {
      document.addEventListener('visibilitychange', onVisibility);
      onVisibility();
    }
    return () => {
      users -= 1;
      if (users > 0) return;
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(hiding);
      stop();
    };
  }, []);
}
