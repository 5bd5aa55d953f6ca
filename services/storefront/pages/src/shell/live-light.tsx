import { Since } from '../parts/since.js';
import { connectNow, paused, streamStates, type StreamStatus } from '../live/states.js';
import { session } from '../session/session.js';

type Light = { sign: string; word: string; help: string; colour: string };

const LIVE: Light = {
  sign: '●',
  word: 'Live',
  help: 'Changes arrive as they happen. Press to pause.',
  colour: 'text-good',
};
const PAUSED: Light = {
  sign: '‖',
  word: 'Paused',
  help: 'Nothing on this page changes by itself. Press to go on.',
  colour: 'text-stale',
};
const BEGINNING: Light = {
  sign: '◌',
  word: 'Connecting',
  help: 'Changes will arrive as they happen.',
  colour: 'text-muted',
};
const AWAY: Light = {
  sign: '◌',
  word: 'Reconnecting',
  help: 'No news arrive. Press to try now.',
  colour: 'text-stale',
};

/** Whether news arrive; and what stops them, for whoever wants to look at something that stays. */
export function LiveLight() {
  const states = streamStates.use();
  const isPaused = paused.use();
  const { is } = session.use();
  const needed = [states.products, ...(is === 'open' ? [states.orders] : [])];
  if (states.operations !== undefined) needed.push(states.operations);
  const closed = needed.filter((status) => !isOpen(status));
  const sinceMs = closed.find((status) => status !== undefined)?.sinceMs;
  const light = isPaused ? PAUSED : closed.length === 0 ? LIVE : closed.every(isNew) ? BEGINNING : AWAY;
  const press = () => (light === LIVE || light === PAUSED ? paused.set(!isPaused) : connectNow());
  return (
    <button
      type="button"
      className={`flex min-h-10 items-center gap-2 rounded-card px-2 text-sm font-medium ${light.colour}`}
      title={light.help}
      onClick={press}
    >
      <span aria-hidden="true" className={light === LIVE ? 'live-dot' : ''}>
        {light.sign}
      </span>
      <span className="sr-only sm:not-sr-only">
        {light.word}
        {light === AWAY && sinceMs !== undefined && (
          <>
            {' '}
            <Since ms={sinceMs} />
          </>
        )}
      </span>
    </button>
  );
}

const isOpen = (status: StreamStatus | undefined): boolean => status?.state.is === 'open';
const isNew = (status: StreamStatus | undefined): boolean => status?.isNew ?? true;
