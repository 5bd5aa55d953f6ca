import type { Overview, StreamOverview } from '@stockade/client';
import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useMedia } from '../../parts/media.js';
import { onEntry, redisAway } from '../feed/feed.js';
import { perSecond } from '../sums.js';
import { makeDotLayer } from './dots.js';
import { readersOf } from './looks.js';
import { CustomersSign, ServiceBox } from './nodes.js';
import { Pipe, Sum } from './pipe.js';
import { TALL, WIDE, type FlowShape } from './shape.js';
import { useSums } from './use-sums.js';

interface FlowProps {
  now: Overview;
  shows: 'dots' | 'sums';
  /** How fast dots go. */
  speed: number;
  isPaused: boolean;
}

/** Orders on their way: services, the streams between them, and what is really appended, as it happens. */
export function Flow({ now, shows, speed, isPaused }: FlowProps) {
  const shape = useMedia('(min-width: 640px)') ? WIDE : TALL;
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  const layer = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const hasDots = shows === 'dots' && !isStill;
  const sums = useSums(!hasDots);
  useDots(layer, drawing, { shape, speed, isOn: hasDots && !isPaused });
  return (
    <div className="relative mx-auto max-w-[26rem] sm:max-w-none">
      <Drawing now={now} shape={shape} drawing={drawing} sums={sums} />
      {/* The same is told by the list of entries below. */}
      <div ref={layer} aria-hidden="true" className="pointer-events-none absolute inset-0 overflow-hidden" />
    </div>
  );
}

function useDots(
  layer: RefObject<HTMLDivElement | null>,
  drawing: RefObject<SVGSVGElement | null>,
  { shape, speed, isOn }: { shape: FlowShape; speed: number; isOn: boolean },
): void {
  const [, go] = useLocation();
  useEffect(() => {
    if (!isOn || layer.current === null) return;
    const pathOf = (stream: string) =>
      drawing.current?.querySelector<SVGPathElement>(`[data-stream="${CSS.escape(stream)}"] path`) ?? null;
    const onOpen = (orderId: string) => go(`/orders/${orderId}`);
    const dots = makeDotLayer({ layer: layer.current, pathOf, width: shape.width, speed, onOpen });
    const end = onEntry(dots.show);
    return () => {
      end();
      dots.end();
    };
  }, [isOn, shape, speed, go, layer, drawing]);
}

interface DrawingProps {
  now: Overview;
  shape: FlowShape;
  drawing: RefObject<SVGSVGElement | null>;
  sums: ReadonlyMap<string, number> | null;
}

function Drawing({ now, shape, drawing, sums }: DrawingProps) {
  const isUnknown = redisAway.use() !== null;
  const { width, height, customers, requests, requestWords, requestAnchor, nodes, pipes } = shape;
  const known = pipes.flatMap((pipe) => {
    const stream = now.streams.find((one) => one.stream === pipe.stream);
    return stream === undefined ? [] : [{ pipe, stream, readers: readersOf(stream) }];
  });
  return (
    <svg
      ref={drawing}
      viewBox={`0 0 ${width} ${height}`}
      className="block w-full"
      role="group"
      aria-label={inWords(now.streams)}
    >
      <path d={requests} fill="none" stroke="var(--line)" strokeWidth="3" strokeDasharray="2 7" strokeLinecap="round" />
      <text x={requestWords[0]} y={requestWords[1]} textAnchor={requestAnchor} fontSize="13" fill="var(--muted)">
        {perSecond(now.orders_per_s)}/s
      </text>
      <CustomersSign at={customers} />
      {known.map(({ pipe, stream, readers }) => (
        <g key={pipe.stream} data-stream={pipe.stream}>
          <Pipe shape={pipe} stream={stream} readers={readers} isUnknown={isUnknown} />
          {sums && <Sum at={pipe.middle} count={sums.get(pipe.stream) ?? 0} />}
        </g>
      ))}
      {known.map(({ pipe, readers }) => (
        <ServiceBox key={pipe.stream} name={pipe.reader} at={nodes[pipe.reader]} readers={readers} />
      ))}
    </svg>
  );
}

/** The drawing for whoever cannot see it. */
const inWords = (streams: readonly StreamOverview[]): string =>
  streams
    .map((stream) => {
      const { living, pending } = readersOf(stream);
      const lag = stream.lag === null ? 'an unknown lag' : `lag ${stream.lag}`;
      return `${stream.stream}: ${perSecond(stream.rate_per_s)} a second, ${lag}, ${living} consumers, ${pending} pending`;
    })
    .join('. ');
