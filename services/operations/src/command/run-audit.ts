import {
  audit,
  describeRemedy,
  makeRepair,
  RULES,
  type AuditSummary,
  type Finding,
  type Progress,
  type RepairOutcome,
} from '@stockade/operations';
import { toOutsideProvider } from '../outside-provider.js';
import type { CommandContext } from './context.js';
import type { Command } from './parse-command.js';
import { formatCount, formatDuration, formatTable, type Terminal } from './terminal.js';

/** The outcomes after which the finding is resolved. */
const MENDED: readonly RepairOutcome[] = ['announced', 'listed', 'present', 'moved-on'];

export async function runAudit(
  { json, repair, stuckMs, graceMs, gateway }: Extract<Command, { name: 'audit' }>,
  { redis, keys, provider, terminal, stop }: CommandContext,
): Promise<number> {
  const mend = makeRepair(redis, keys);
  const progress = makeProgressLine(terminal);
  const repairs = { possible: 0, mended: 0 };

  const summary = await audit(redis, keys, {
    stuckMs,
    graceMs,
    gateway,
    provider: provider && toOutsideProvider(provider, stop),
    onProgress: progress.show,
    async onFinding(finding) {
      if (finding.remedy) repairs.possible += 1;
      const outcome = repair === 'do' && finding.remedy ? await mend(finding.id, finding.remedy) : undefined;
      if (outcome && MENDED.includes(outcome)) repairs.mended += 1;
      progress.clear();
      terminal.print(json ? JSON.stringify({ finding, repair: outcome }) : formatFinding(finding, repair, outcome));
    },
  });

  progress.clear();
  const left = summary.findings - repairs.mended;
  if (json) terminal.print(JSON.stringify({ summary: { ...summary, repairs } }));
  else terminal.print(formatSummary(summary, repairs, repair));
  return left === 0 ? 0 : 1;
}

function formatFinding(
  { rule, id, what, remedy }: Finding,
  repair: 'no' | 'show' | 'do',
  outcome?: RepairOutcome,
): string {
  const line = `${rule}  ${id}  ${what}`;
  if (repair === 'no' || !remedy) return line;
  return `${line}\n  ${outcome ? `repair: ${outcome}` : `--repair --yes would ${describeRemedy(remedy)}`}`;
}

function formatSummary(
  summary: AuditSummary,
  { possible, mended }: { possible: number; mended: number },
  repair: 'no' | 'show' | 'do',
): string {
  const statuses = Object.entries(summary.statuses).map(([status, count]) => `${formatCount(count)} ${status}`);
  const dead = Object.entries(summary.dead_letters).map(([stream, count]) => `${formatCount(count)} of ${stream}`);
  const counts = new Map<string, number>(Object.entries(summary.rules));
  const broken = Object.entries(RULES).flatMap(([rule, says]) => {
    const count = counts.get(rule);
    return count === undefined ? [] : [[rule, formatCount(count), says]];
  });
  const lines = [
    `${formatCount(summary.orders)} orders (${statuses.join(', ')}), ${formatCount(summary.products)} products, ${formatCount(summary.keys)} keys in ${formatDuration(summary.duration_ms)}`,
    `dead letters: ${dead.join(', ')}`,
  ];
  if (summary.stock_uncertain > 0)
    lines.push(
      `reserved stock not compared for ${summary.stock_uncertain} products: too many orders are undecided, or some were listed late`,
    );
  if (broken.length > 0) lines.push('', formatTable(['broken rule', 'times', 'what should hold'], broken), '');
  lines.push(
    summary.findings === 0
      ? 'all rules hold'
      : `${formatCount(summary.findings)} ${summary.findings === 1 ? 'finding' : 'findings'}`,
  );
  if (repair === 'do') lines.push(`${formatCount(mended)} repaired`);
  else if (possible > 0)
    lines.push(`${formatCount(possible)} can be repaired: audit --repair${repair === 'show' ? ' --yes' : ''}`);
  return lines.join('\n');
}

const PROGRESS_INTERVAL_MS = 200;
const PROGRESS_LOG_INTERVAL_MS = 5_000;
const CLEAR_LINE = '\r\u001B[K';

/** Progress: one line that is overwritten in a terminal; elsewhere a line from time to time. */
function makeProgressLine({ note, noteIsTerminal }: Terminal) {
  let shownAt = performance.now();
  let isShown = false;
  return {
    show({ step, done, total }: Progress): void {
      const intervalMs = noteIsTerminal ? PROGRESS_INTERVAL_MS : PROGRESS_LOG_INTERVAL_MS;
      if (performance.now() - shownAt < intervalMs) return;
      shownAt = performance.now();
      const line = `${step}: ${formatCount(done)} of ${formatCount(total)}`;
      note(noteIsTerminal ? CLEAR_LINE + line : `${line}\n`);
      isShown = true;
    },
    clear(): void {
      if (isShown && noteIsTerminal) note(CLEAR_LINE);
      isShown = false;
    },
  };
}
