import type { ShownEntry } from '@stockade/client';

/** At most so many are alive; what comes beyond is not drawn. */
const DOTS_MAX = 60;
const TRAVEL_MS = 1_250;
/** The service looks for new entries so often, so they come in bundles; their dots start one after the other. */
const BUNDLE_MS = 500;
const POINTS = 12;

/**
 * Dots start, and so end, on a beat: each start and each end is a frame that the page has to make, and those of one beat share it.
 */
const BEAT_MS = 125;

interface Waiting {
  entry: ShownEntry;
  track: Track;
  startAt: number;
}

interface Track {
  /** Points along a pipe, in units of the drawing. */
  readonly points: readonly DOMPoint[];
  /** When the next dot may start, by performance.now(). */
  freeAt: number;
}

/** The layer above the drawing on which entries travel. They are moved by the compositor: the page has no work with them. */
export interface DotLayer {
  show(entry: ShownEntry): void;
  /** Takes all away, for good. */
  end(): void;
}

interface DotLayerOptions {
  /** Has the place and the shape of the drawing. */
  layer: HTMLElement;
  /** The pipe of a stream, in the drawing. */
  pathOf: (stream: string) => SVGPathElement | null;
  /** Of the drawing, in its units. */
  width: number;
  /** 1 is as fast as usual. */
  speed: number;
  onOpen: (orderId: string) => void;
}

export function makeDotLayer({ layer, pathOf, width, speed, onOpen }: DotLayerOptions): DotLayer {
  const travelMs = TRAVEL_MS / speed;
  const tracks = new Map<string, Track>();
  let waiting: Waiting[] = [];
  const moving: { mover: HTMLElement; endAt: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let layerWidth = layer.clientWidth;
  // To ask for it with each dot would have the browser lay out the page each time.
  const sizes = new ResizeObserver(() => (layerWidth = layer.clientWidth));
  sizes.observe(layer);

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

  function start({ entry, track, startAt }: Waiting): void {
    const mover = document.createElement('div');
    mover.className = 'flow-mover';
    mover.append(makeDot(entry));
    layer.append(mover);
    const scale = layerWidth / width;
    const frames = track.points.map(({ x, y }, i) => ({
      // In pixels: what depends on the size of a box is moved by the page itself, frame by frame.
      transform: `translate(${x * scale}px, ${y * scale}px)`,
      opacity: i === 0 || i === POINTS ? 0 : 1,
    }));
    mover.animate(frames, { duration: travelMs, fill: 'forwards' });
    moving.push({ mover, endAt: startAt + travelMs });
  }

  /** On a beat: all that starts then, and all that has come to its end. */
  function beat(): void {
    const now = performance.now();
    timer = undefined;
    while ((moving[0]?.endAt ?? Infinity) <= now) moving.shift()?.mover.remove();
    const due = waiting.filter(({ startAt }) => startAt <= now + BEAT_MS / 2);
    waiting = waiting.filter(({ startAt }) => startAt > now + BEAT_MS / 2);
    for (const one of due) start(one);
    beatAgain();
  }

  function beatAgain(): void {
    if (waiting.length + moving.length > 0) timer ??= setTimeout(beat, BEAT_MS - (performance.now() % BEAT_MS));
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
      if (track === undefined || waiting.length + moving.length >= DOTS_MAX) return;
      const now = performance.now();
      const startAt = Math.ceil(Math.max(now, Math.min(track.freeAt, now + BUNDLE_MS)) / BEAT_MS) * BEAT_MS;
      track.freeAt = startAt + BEAT_MS;
      waiting.push({ entry, track, startAt });
      beatAgain();
    },
    end() {
      clearTimeout(timer);
      sizes.disconnect();
      layer.replaceChildren();
    },
  };
}
