import { dateTime, duration } from '../../parts/format.js';

/** How long ago something was, with the date behind it; `nowMs` by Date.now(). */
export function Age({ at, nowMs }: { at: string | null; nowMs: number }) {
  if (at === null) return <span>at an unknown time</span>;
  const ms = Math.max(0, nowMs - Date.parse(at));
  return (
    <time dateTime={at} title={dateTime(at)}>
      {ms < 1_000 ? 'now' : `${duration(Math.floor(ms / 1_000) * 1_000).replace(/\.0+ /, ' ')} ago`}
    </time>
  );
}
