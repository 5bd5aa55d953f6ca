/** Planks of a whole palisade. */
const PLANKS = 12;
const PLANK_WIDTH = 11;
const PLANK_GAP = 2;
const HEIGHT = 44;
const WIDTH = PLANKS * (PLANK_WIDTH + PLANK_GAP) - PLANK_GAP;

/** The ground, and on it where each plank stands: one path, since a shop draws many. */
const SLOTS = Array.from(
  { length: PLANKS },
  (_, i) => `M${i * (PLANK_WIDTH + PLANK_GAP) + 3} ${HEIGHT - 3}h${PLANK_WIDTH - 6}`,
);
const GROUND = `M0 ${HEIGHT - 0.75}H${WIDTH}${SLOTS.join('')}`;

/** How many planks stand for a stock: each of the last few pieces is one, above that a plank stands for ever more. */
function planksOf(stock: number): number {
  if (stock <= 5) return stock;
  return Math.min(PLANKS, 5 + Math.floor(Math.log2(stock / 5) * 1.2) + 1);
}

/** The stock in words. */
export function stockWords(stock: number): string {
  if (stock === 0) return 'Gone';
  if (stock === 1) return 'Last one';
  return stock <= 5 ? `Only ${stock} left` : `${stock.toLocaleString()} in stock`;
}

/** A stock as a fence: it is full, it has gaps, it is down to one plank, or gone. */
export function Palisade({ stock, className = '' }: { stock: number; className?: string }) {
  const standing = planksOf(stock);
  const colour = stock === 0 ? 'text-muted' : stock <= 5 ? 'text-stale' : 'text-accent';
  return (
    <svg
      className={`palisade ${colour} ${className}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={stockWords(stock)}
    >
      {Array.from({ length: PLANKS }, (_, i) => (
        <Plank key={i} x={i * (PLANK_WIDTH + PLANK_GAP)} isFallen={i >= standing} />
      ))}
      <path className="slot" d={GROUND} strokeWidth="1.5" />
    </svg>
  );
}

function Plank({ x, isFallen }: { x: number; isFallen: boolean }) {
  const tip = x + PLANK_WIDTH / 2;
  const right = x + PLANK_WIDTH;
  return (
    <g className="plank" data-fallen={isFallen}>
      <path d={`M${x} ${HEIGHT - 1}V9L${tip} 1L${right} 9V${HEIGHT - 1}Z`} fill="currentColor" />
      <path d={`M${tip} 1L${right} 9V${HEIGHT - 1}H${tip + 1.5}V4Z`} fill="black" opacity="0.14" />
      <path d={`M${x} 17h${PLANK_WIDTH}M${x} 33h${PLANK_WIDTH}`} stroke="black" strokeWidth="1.4" opacity="0.22" />
    </g>
  );
}
