import type { ShownEntry } from '@stockade/client';

/** At most so many are alive; what comes beyond is not drawn. */
const DOTS_MAX = 60;
const TRAVEL_MS = 1_300;
/** The service looks for new entries so often, so they come in bundles; their dots start one after the other. */
const BUNDLE_MS = 500;
const POINTS = 12;
const ENDS_MS = 150;

/** Those of a stream that come in one bundle; more start closer together. */
const BUNDLE_SIZE = 4;

interface Track {
  /** Points along a pipe, in units of the drawing. */
  readonly points: readonly DOMPoint[];
  /** When the next dot may start, by performance.now(). */
  freeAt: number;
}

/** The layer above the drawing on which entries travel. They are moved by the compositor: the page has no work with them. */
export interface DotLayer {
  show(entry: ShownEntry): void;
  /** Takes all away. */
  clear(): void;
}

/**
 * @param layer has the place and the shape of the drawing
 * @param pathOf the pipe of a stream, in the drawing
 * @param width of the drawing, in its units
 */
export function makeDotLayer(
  layer: HTMLElement,
  pathOf: (stream: string) => SVGPathElement | null,
  width: number,
  onOpen: (orderId: string) => void,
): DotLayer {
  const tracks = new Map<string, Track>();

  function trackOf(stream: string): Track | undefined {
    const known = tracks.get(stream);
    const path = known === undefined ? pathOf(stream) : null;
    if (path === null) return known;
    const length = path.getTotalLength();
    const points = Array.from({ length: POINTS + 1 }, (_, i) => path.getPointAtLength((length * i) / POINTS));
    const track = { points, freeAt: 0 };
    tracks.set(stream, track);
    return track;
  }

  function makeDot({ type, order_id: orderId, stands_for: count }: ShownEntry): HTMLElement {
    const dot = document.createElement('div');
    dot.className = count > 1 ? 'flow-dot flow-dot-many' : 'flow-dot';
    if (count > 1) dot.textContent = `×${count}`;
    dot.title = [type ?? 'an entry', orderId ?? '', count > 1 ? `stands for ${count}` : ''].filter(Boolean).join(' · ');
    if (orderId !== null) dot.addEventListener('click', () => onOpen(orderId));
    return dot;
  }

  return {
    show(entry) {
      const track = trackOf(entry.stream);
      if (track === undefined || layer.childElementCount >= DOTS_MAX) return;
      const now = performance.now();
      const delay = Math.min(BUNDLE_MS, Math.max(0, track.freeAt - now));
      track.freeAt = now + delay + BUNDLE_MS / BUNDLE_SIZE;
      const dot = makeDot(entry);
      layer.append(dot);
      const scale = layer.clientWidth / width;
      const moving = dot.animate(
        track.points.map(({ x, y }) => ({
          transform: `translate(${x * scale}px, ${y * scale}px) translate(-50%, -50%)`,
        })),
        { duration: TRAVEL_MS, delay, fill: 'backwards' },
      );
      dot.animate([{ opacity: 0 }, { opacity: 1 }], { duration: ENDS_MS, delay, fill: 'backwards' });
      const leave = () => dot.remove();
      moving.finished.then(leave, leave);
    },
    clear: () => layer.replaceChildren(),
  };
}
