import type { Part } from '../proof.js';
import { count, duration } from '../words.js';
import { html, type Html } from './html.js';

const WIDTH = 1_000;
const LANE_HEIGHT = 24;
const PACE_HEIGHT = 84;
const LEFT = 96;
const RIGHT = 12;
const BAR_HEIGHT = 14;
const BAR_WIDTH_MIN = 3;
const TICKS = 6;

/** Which colour a fault has: what ends something for good, what stops it for a while, and the rest. */
const KILLS = ['kill-service', 'kill-redis', 'tear-log', 'kill-provider', 'lose-primary'];
const STANDSTILLS = ['freeze-service', 'provider-silent', 'freeze-primary', 'cut-replicas'];
export const FAULT_GROUPS = [
  ['kill', 'killed, or lost with its data'],
  ['freeze', 'frozen, silent or cut off'],
  ['other', 'connections cut, a group lost, poison, a wrong clock …'],
] as const;

const groupOf = (kind: string): string =>
  KILLS.includes(kind) ? 'kill' : STANDSTILLS.includes(kind) ? 'freeze' : 'other';

/** The orders of a part over its time, and below them every fault in the lane of what it struck. */
export function timeline(part: Part): Html {
  const lanes = lanesOf(part);
  const end = Math.max(part.seconds * 1_000, ...part.faults.map(({ at_ms, took_ms }) => at_ms + took_ms), 1);
  const x = (ms: number) => LEFT + (ms / end) * (WIDTH - LEFT - RIGHT);
  const top = PACE_HEIGHT + 18;
  const height = top + lanes.length * LANE_HEIGHT + 26;
  const label = `Orders accepted over ${duration(end)}, and when each of ${count(part.faults.length)} faults struck`;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
    ${pace(part, x)}
    ${lanes.map((lane, i) => {
      const y = top + i * LANE_HEIGHT;
      return html`<text x="${LEFT - 12}" y="${y + 16}" text-anchor="end">${lane}</text
        ><line
          x1="${LEFT}"
          x2="${WIDTH - RIGHT}"
          y1="${y + LANE_HEIGHT / 2}"
          y2="${y + LANE_HEIGHT / 2}"
          stroke="var(--line)"
        />${bars(part, lane, y, x)}`;
    })}
    ${ticks(end, height, x)}
  </svg>`;
}

function pace({ pace: points }: Part, x: (ms: number) => number): Html {
  const most = Math.max(1, ...rates(points).map(({ rate }) => rate));
  const y = (rate: number) => 10 + (1 - rate / most) * (PACE_HEIGHT - 10);
  const line = rates(points).map(({ at_s, rate }) => `${x(at_s * 1_000).toFixed(1)},${y(rate).toFixed(1)}`);
  const [first] = line;
  const last = line.at(-1);
  const area =
    first === undefined || last === undefined
      ? ''
      : `M${first.split(',')[0]},${PACE_HEIGHT} L${line.join(' L')} L${last.split(',')[0]},${PACE_HEIGHT} Z`;
  return html`<text x="${LEFT - 12}" y="20" text-anchor="end">orders/s</text
    ><text x="${LEFT - 12}" y="36" text-anchor="end">to ${count(Math.round(most))}</text>
    <path d="${area}" fill="var(--area)" /><polyline
      points="${line.join(' ')}"
      fill="none"
      stroke="var(--accent)"
      stroke-width="1.5"
      stroke-linejoin="round"
    /><line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${PACE_HEIGHT}" y2="${PACE_HEIGHT}" stroke="var(--line)" />`;
}

/** Accepted in a second, from sums. */
function rates(points: Part['pace']): { at_s: number; rate: number }[] {
  return points.map(({ at_s, accepted }, i) => {
    const before = points[i - 1] ?? { at_s: 0, accepted: 0 };
    const took = at_s - before.at_s;
    return { at_s, rate: took > 0 ? (accepted - before.accepted) / took : 0 };
  });
}

function lanesOf({ faults }: Part): string[] {
  return [...new Set(faults.map(laneOf))].toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

const OTHER_LANE = 'all of it';
const laneOf = ({ target }: { target: string | null }): string => target ?? OTHER_LANE;
const LANES = ['store', 'warehouse', 'refund', 'redis', 'provider', OTHER_LANE];
const rank = (lane: string): number => LANES.findIndex((name) => lane.startsWith(name));

function bars({ faults }: Part, lane: string, y: number, x: (ms: number) => number): Html[] {
  return faults
    .filter((fault) => laneOf(fault) === lane)
    .map(({ kind, at_ms, took_ms, healed }) => {
      const width = Math.max(BAR_WIDTH_MIN, x(at_ms + took_ms) - x(at_ms));
      const title = `${kind} at ${duration(at_ms)}, for ${duration(took_ms)}${healed ? '' : '; it did not heal'}`;
      return html`<rect
        x="${x(at_ms).toFixed(1)}"
        y="${y + (LANE_HEIGHT - BAR_HEIGHT) / 2}"
        width="${width.toFixed(1)}"
        height="${BAR_HEIGHT}"
        rx="3"
        fill="var(--${groupOf(kind)})"
        fill-opacity="0.85"
        ><title>${title}</title></rect
      >`;
    });
}

function ticks(end: number, height: number, x: (ms: number) => number): Html[] {
  return Array.from({ length: TICKS + 1 }, (_, i) => {
    const ms = (end * i) / TICKS;
    const anchor = i === TICKS ? 'end' : i === 0 ? 'start' : 'middle';
    return html`<text x="${x(ms).toFixed(1)}" y="${height - 6}" text-anchor="${anchor}"
      >${(ms / 1_000).toFixed(0)} s</text
    >`;
  });
}
