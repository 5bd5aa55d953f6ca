import type { Mark } from '@stockade/client';
import type uPlot from 'uplot';
import { MARK_LOOKS, markKey } from './marks.js';

const MS_PER_S = 1_000;
const LINE_WIDTH = 1.5;
const POINTED_WIDTH = 3.5;
const BAND_OPACITY = 0.14;
const SIGN_SIZE = 13;
/** How far from a line the pointer may be, in pixels of CSS. */
const REACH = 7;

const secondsOf = (at: string): number => Date.parse(at) / MS_PER_S;

/** Draws a line where each mark begins with its sign above, and a band for as long as it lasted. */
export function drawMarks(
  plot: uPlot,
  marks: readonly Mark[],
  pointedKey: string | null,
  colourOf: (token: string) => string,
): void {
  const { ctx, bbox } = plot;
  const right = bbox.left + bbox.width;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.font = `${SIGN_SIZE * ratio}px system-ui, sans-serif`;
  for (const mark of marks) {
    const { sign, colour } = MARK_LOOKS[mark.kind];
    const x = plot.valToPos(secondsOf(mark.from), 'x', true);
    const end = mark.to === null ? right : plot.valToPos(secondsOf(mark.to), 'x', true);
    ctx.fillStyle = ctx.strokeStyle = colourOf(colour);
    ctx.globalAlpha = BAND_OPACITY;
    ctx.fillRect(x, bbox.top, end - x, bbox.height);
    ctx.globalAlpha = 1;
    ctx.lineWidth = (markKey(mark) === pointedKey ? POINTED_WIDTH : LINE_WIDTH) * ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top + (SIGN_SIZE + 2) * ratio);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(sign, x, bbox.top);
  }
  ctx.restore();
}

/** The mark under a place of a chart, in pixels of CSS from its left edge: the nearest line, or the band around it. */
export function markAt(plot: uPlot, marks: readonly Mark[], left: number): Mark | undefined {
  const distanceTo = ({ from, to }: Mark) => {
    const start = plot.valToPos(secondsOf(from), 'x');
    const end = to === null ? Infinity : plot.valToPos(secondsOf(to), 'x');
    return left > start && left < end ? 0 : Math.min(Math.abs(left - start), Math.abs(left - end));
  };
  const near = marks.map((mark) => ({ mark, distance: distanceTo(mark) })).filter(({ distance }) => distance <= REACH);
  return near.toSorted((one, other) => one.distance - other.distance)[0]?.mark;
}
