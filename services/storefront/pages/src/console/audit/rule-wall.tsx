import type { Audit } from '@stockade/client';
import { counted } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { stateOf, type RuleState } from './audit-words.js';

const TILES: Readonly<Record<RuleState, { looks: string; shape: string; word: string }>> = {
  open: { looks: 'border-dashed border-line', shape: '○', word: 'not decided yet' },
  holds: { looks: 'border-good bg-good/10', shape: '✓', word: 'holds' },
  broken: { looks: 'border-bad bg-bad/10', shape: '✕', word: 'broken' },
  'left-out': { looks: 'border-line opacity-80', shape: '–', word: 'left out' },
};
const COLOURS: Readonly<Record<RuleState, string>> = {
  open: 'text-muted',
  holds: 'text-good',
  broken: 'text-bad',
  'left-out': 'text-muted',
};

/** Every rule as a tile: an outline, then green, or red with the number of its findings. */
export function RuleWall({ audit }: { audit: Audit }) {
  return (
    <Panel title={`${audit.rules.length} rules`}>
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {audit.rules.map((rule) => (
          <Tile key={rule.rule} rule={rule} state={stateOf(rule, audit)} />
        ))}
      </ul>
    </Panel>
  );
}

function Tile({ rule: { rule, says, findings }, state }: { rule: Audit['rules'][number]; state: RuleState }) {
  const { looks, shape, word } = TILES[state];
  return (
    <li className={`flex min-w-0 gap-3 rounded-card border p-3 transition-colors duration-500 ${looks}`}>
      <span className={`text-lg leading-6 font-bold ${COLOURS[state]}`}>
        <span aria-hidden="true">{state === 'broken' ? findings.toLocaleString() : shape}</span>
        <span className="sr-only">{state === 'broken' ? `broken ${counted(findings, 'time')}` : word}</span>
      </span>
      <span className="min-w-0">
        <span className="block font-mono text-sm font-semibold [overflow-wrap:anywhere]">{rule}</span>
        <span className="block text-sm [overflow-wrap:anywhere]">{says}</span>
      </span>
    </li>
  );
}
