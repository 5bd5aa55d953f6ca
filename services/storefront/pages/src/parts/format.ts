const MS_PER_S = 1_000;
const MS_PER_MINUTE = 60 * MS_PER_S;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const MS_PER_DAY = 24 * MS_PER_HOUR;

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as the services answer it, in words of its currency: `$29.99`. */
export function money(amount: number, currency: string): string {
  let format = formats.get(currency);
  if (!format) formats.set(currency, (format = new Intl.NumberFormat(undefined, { style: 'currency', currency })));
  return format.format(amount);
}

/** How long something took: `12 ms`, `1.24 s`, `3 min`. */
export function duration(ms: number): string {
  if (ms < MS_PER_S) return `${Math.round(ms)} ms`;
  if (ms < MS_PER_MINUTE) return `${(ms / MS_PER_S).toFixed(ms < 10 * MS_PER_S ? 2 : 1)} s`;
  if (ms < MS_PER_HOUR) return `${Math.round(ms / MS_PER_MINUTE)} min`;
  return ms < MS_PER_DAY ? `${Math.round(ms / MS_PER_HOUR)} h` : `${Math.round(ms / MS_PER_DAY)} days`;
}

const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** A time of day with milliseconds, as the timeline shows it. */
export const clock = (at: string): string => CLOCK.format(new Date(at));

/** A date with the time of day. */
export const dateTime = (at: string): string =>
  new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** `1 piece`, `2 pieces`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : several}`;

/** The tail of an id, which tells ids of the same time apart. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;
