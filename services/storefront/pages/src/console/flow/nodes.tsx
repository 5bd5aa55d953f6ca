import { PackageCheck, Store, Undo2, Users, type LucideIcon } from 'lucide-react';
import { counted } from '../../parts/format.js';
import type { Readers } from './looks.js';
import { NODE_HEIGHT, NODE_WIDTH, type Point, type ServiceNode } from './shape.js';

const SIGNS: Readonly<Record<ServiceNode, LucideIcon>> = { store: Store, warehouse: PackageCheck, refund: Undo2 };
const SIGN_SIZE = 24;
const CUSTOMERS_RADIUS = 40;

interface NodeProps {
  name: ServiceNode;
  at: Point;
  readers: Readers;
}

/** A service, with how many of its consumers live and what they have in hand. Crossed out when nobody consumes. */
export function ServiceBox({ name, at: [x, y], readers: { living, pending } }: NodeProps) {
  const isGone = living === 0;
  const colour = isGone ? 'var(--bad)' : 'var(--ink)';
  const Sign = SIGNS[name];
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        x={-NODE_WIDTH / 2}
        y={-NODE_HEIGHT / 2}
        width={NODE_WIDTH}
        height={NODE_HEIGHT}
        rx="10"
        fill="var(--raised)"
        stroke={isGone ? 'var(--bad)' : 'var(--line)'}
        strokeWidth={isGone ? 2.5 : 1.5}
        strokeDasharray={isGone ? '6 5' : undefined}
      />
      <Sign x={-NODE_WIDTH / 2 + 14} y={-27} width={SIGN_SIZE} height={SIGN_SIZE} color={colour} strokeWidth="1.75" />
      <text x={-NODE_WIDTH / 2 + 46} y={-9} fontSize="17" fontWeight="650" fill={colour}>
        {name}
      </text>
      <text x={-NODE_WIDTH / 2 + 14} y={23} fontSize="13" fill={isGone ? 'var(--bad)' : 'var(--muted)'}>
        {isGone ? '✕ nobody consumes' : `● ${counted(living, 'consumer')}`}
      </text>
      {pending > 0 && <Bubble text={pending.toLocaleString()} />}
    </g>
  );
}

const CHARACTER_WIDTH = 8;

/** Entries in hand. */
function Bubble({ text }: { text: string }) {
  const width = text.length * CHARACTER_WIDTH + 16;
  return (
    <g transform={`translate(${NODE_WIDTH / 2 - 6} ${-NODE_HEIGHT / 2})`}>
      <rect x={-width / 2} y="-12" width={width} height="24" rx="12" fill="var(--pending)" />
      <text y="5" textAnchor="middle" fontSize="13" fontWeight="650" fill="var(--raised)">
        {text}
      </text>
    </g>
  );
}

export function CustomersSign({ at: [x, y] }: { at: Point }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={CUSTOMERS_RADIUS} fill="var(--sunken)" />
      <Users x={-16} y={-22} width={32} height={32} color="var(--muted)" strokeWidth="1.5" />
      <text y="26" textAnchor="middle" fontSize="12" fill="var(--muted)">
        customers
      </text>
    </g>
  );
}
