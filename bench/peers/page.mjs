// @ts-check
// Writes what was measured into the page that tells of it, between two marks; the words around them are written by hand.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chartsOf } from './charts.mjs';
import { LEGEND, troublesOf } from './report.mjs';
import { ownCpu, rowsOfKilled, rowsOfMeasured, rowsOfRounds, SHAPE_NAMES, whole, fine } from './rows.mjs';
import { median } from './statistics.mjs';

const BEGIN = '<!-- measured: written by npm run bench -- peers --page -->';
const END = '<!-- end of what was measured -->';
const OURS = 'stockade';

/**
 * Writes the tables into a page, and the pictures that it shows into `pictures` beside it.
 * @param {string} path
 * @param {import('./report.mjs').Report} report
 */
export async function writePage(path, report) {
  const page = await readFile(path, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${path} has no place for it: ${BEGIN} … ${END}`);
  await writeFile(path, `${before}${BEGIN}\n\n${measuredPart(report).join('\n')}\n\n${END}${after}`);
  for (const [file, { svg }] of Object.entries(chartsOf(report)))
    await writeFile(join(dirname(path), 'pictures', file), svg);
}

/** @param {import('./report.mjs').Report} report */
function measuredPart(report) {
  const { machine, systems, command, measured, killed } = report;
  const titleOf = (/** @type {string} */ name) => systems.find((system) => system.name === name)?.title ?? name;
  const lines = [
    `Measured on ${machine.at.slice(0, 10)} at ${machine.commit}: ${machine.cores} × ${machine.cpu}, ${machine.memoryGib} GiB, Linux ${machine.kernel}, Node ${machine.node}, ${machine.redis.split(' sha=')[0]}.`,
    '',
    '```',
    command,
    '```',
    ...Object.entries(chartsOf(report)).flatMap(([file, { title }]) => ['', `![${title}](pictures/${file})`]),
  ];
  for (const shape of /** @type {const} */ (['many', 'hot'])) {
    const rows = measured.filter((one) => one.shape === shape);
    if (rows.length === 0) continue;
    lines.push('', `### ${SHAPE_NAMES[shape]}`, '', ...markdown(rowsOfMeasured(rows, titleOf)), '', LEGEND.measured);
    lines.push('', ...markdown(rowsOfRounds(rows, titleOf)), ...troubles(rows, titleOf));
  }
  for (const shape of /** @type {const} */ (['many', 'hot'])) {
    const rows = killed.filter((one) => one.shape === shape);
    if (rows.length === 0) continue;
    lines.push('', `### Killed under load: ${SHAPE_NAMES[shape].toLowerCase()}`, '');
    lines.push(...markdown(rowsOfKilled(rows, titleOf)), '', LEGEND.killed, ...troubles(rows, titleOf));
  }
  const ahead = aheadOfUs(report, titleOf);
  lines.push('', '### Where another is ahead of Stockade', '');
  lines.push(...(ahead.length > 0 ? ahead.map((line) => `- ${line}`) : ['Nowhere in what was measured.']));
  lines.push('', '### How each is set up', '');
  for (const { title, versions = {}, settings = [], note, absent } of systems) {
    const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    const links = settings.map(([text, link]) => `[${text}](${link})`);
    lines.push(
      `- **${title}**: ${[packages.join(', '), links.join(', ')].filter(Boolean).join('; ')}.${note === undefined ? '' : ` ${note}`}`,
    );
    if (absent !== undefined) lines.push(`  It could not be started here: ${absent.split('\n')[0]}`);
  }
  return lines;
}

/** @param {readonly (import('./report.mjs').Measured | import('./report.mjs').Killed)[]} rows @param {(name: string) => string} titleOf */
function troubles(rows, titleOf) {
  const found = rows.flatMap((row) =>
    troublesOf(row).map((trouble) => `- ${titleOf(row.system)}: ${trouble.split('\n')[0]}`),
  );
  return found.length > 0 ? ['', ...found] : [];
}

/** What is compared, and whether more is better. @type {[what: string, isMoreBetter: boolean, read: (round: import('./round.mjs').RoundResult) => number, say: (value: number) => string][]} */
const COMPARED = [
  ['orders accepted a second', true, ({ closed }) => closed.accepted, whole],
  ['orders decided a second', true, ({ closed }) => closed.decided, whole],
  ['µs of processor time for an order', false, ownCpu, whole],
  ['ms to the answer, p50', false, ({ open }) => open.toAccepted.p50, fine],
  ['ms to the answer, p99', false, ({ open }) => open.toAccepted.p99, fine],
  ['ms to the decision, p50', false, ({ open }) => open.toDecided.p50, fine],
  ['ms to the decision, p99', false, ({ open }) => open.toDecided.p99, fine],
  ['bytes written for an order', false, ({ bytesPerOrder }) => bytesPerOrder, whole],
];

/**
 * @param {import('./report.mjs').Report} report
 * @param {(name: string) => string} titleOf
 * @returns {string[]}
 */
function aheadOfUs({ measured, killed }, titleOf) {
  const lines = [];
  for (const ours of measured.filter(({ system }) => system === OURS)) {
    for (const theirs of measured.filter(({ system, shape }) => system !== OURS && shape === ours.shape)) {
      const ahead = COMPARED.flatMap(([what, isMoreBetter, read, say]) => {
        const [their, our] = [median(theirs.rounds.map(read)), median(ours.rounds.map(read))];
        return (isMoreBetter ? their > our : their < our) ? [`${what} (${say(their)}, Stockade ${say(our)})`] : [];
      });
      if (ahead.length > 0)
        lines.push(`**${titleOf(theirs.system)}**, ${SHAPE_NAMES[ours.shape].toLowerCase()}: ${ahead.join(', ')}.`);
    }
  }
  for (const { shape, result: our } of killed.filter(({ system }) => system === OURS)) {
    for (const { system, result: their } of killed.filter((one) => one.system !== OURS && one.shape === shape))
      if (our && their && their.undecided === 0 && their.longestS < our.longestS)
        lines.push(
          `**${titleOf(system)}**, parts killed: s for the slowest order (${fine(their.longestS)}, Stockade ${fine(our.longestS)}).`,
        );
  }
  return lines;
}

/** A table as `npm run format` leaves it: the first column to the left, the others to the right. @param {readonly (readonly string[])[]} rows */
function markdown(rows) {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...body.map(line)];
}
