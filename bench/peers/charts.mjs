// @ts-check
// Pictures of what was measured, as SVG: readable on a light and on a dark page, and without colour, for every bar says what it is.
import { cpuByProcess, ownCpu } from './rows.mjs';
import { median } from './statistics.mjs';

const WIDTH = 760;
const LABEL_WIDTH = 190;
const MARGIN = 16;
const BAR_HEIGHT = 16;
const BAR_PITCH = 21;
const ROW_GAP = 12;
const HEAD_HEIGHT = 52;
/** Room to the right of the longest bar, for what is said of it. */
const SAID_WIDTH = 210;
const BAR_WIDTH_MAX = WIDTH - LABEL_WIDTH - SAID_WIDTH - MARGIN;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .aside { fill: #59636e }
  .ours { fill: #0969da }
  .theirs { fill: #848d97 }
  .faint { fill-opacity: 0.55 }
  .page { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .aside { fill: #9198a1 }
    .ours { fill: #58a6ff }
    .theirs { fill: #6e7681 }
    .page { fill: #0d1117 }
  }`;

/**
 * @typedef {{ value: number, said: string, isFaint?: boolean }} Bar
 * @typedef {{ name: string, title: string, bars: Bar[] }} Row of a system
 */

/**
 * The pictures that a report has figures for, by the name of the file.
 * @param {import('./report.mjs').Report} report
 * @returns {Record<string, { title: string, svg: string }>}
 */
export function chartsOf(report) {
  const ours = 'stockade';
  const charts = {
    'peers-throughput.svg': throughput(report),
    'peers-cpu.svg': processorTime(report),
    'peers-latency.svg': latency(report),
    'peers-recovery.svg': recovery(report),
  };
  return Object.fromEntries(
    Object.entries(charts).flatMap(([file, { title, aside, rows }]) =>
      rows.some(({ bars }) => bars.length > 0) ? [[file, { title, svg: draw(title, aside, rows, ours) }]] : [],
    ),
  );
}

/** @param {import('./report.mjs').Report} report */
function throughput(report) {
  const rows = rowsOf(report, (name) =>
    roundsOf(report, name).map(({ shape, rounds }) => {
      const value = median(rounds.map(({ closed }) => closed.decided));
      return { value, said: `${value.toFixed(0)} (${SHAPES[shape]})`, isFaint: shape === 'hot' };
    }),
  );
  return { title: 'Orders a second, from the first accepted to the last decided', aside: 'more is better', rows };
}

/** @param {import('./report.mjs').Report} report */
function processorTime(report) {
  const rows = rowsOf(report, (name) =>
    roundsOf(report, name)
      .slice(0, 1)
      .flatMap(({ rounds }) => [
        { value: median(rounds.map(ownCpu)), said: `${median(rounds.map(ownCpu)).toFixed(0)} in all` },
        ...cpuByProcess(rounds).map(([process, value]) => ({
          value,
          said: `${value.toFixed(0)} ${process}`,
          isFaint: true,
        })),
      ]),
  );
  return { title: 'Processor time for an order, µs', aside: 'less is better; without the payment provider', rows };
}

/** @param {import('./report.mjs').Report} report */
function latency(report) {
  const rows = rowsOf(report, (name) =>
    roundsOf(report, name)
      .slice(0, 1)
      .flatMap(({ rounds }) =>
        /** @type {const} */ (['p50', 'p99']).map((rank) => {
          const value = median(rounds.map(({ open }) => open.toDecided[rank]));
          return { value, said: `${value.toFixed(1)} ${rank}`, isFaint: rank === 'p99' };
        }),
      ),
  );
  return { title: 'From sent to decided, ms', aside: 'less is better; at half of its own capacity each', rows };
}

/** @param {import('./report.mjs').Report} report */
function recovery(report) {
  const rows = rowsOf(report, (name) =>
    report.killed
      .filter(({ system }) => system === name)
      .flatMap(({ shape, result }) => {
        if (result === undefined) return [];
        const { longestS, undecided } = result;
        const open = undecided === 0 ? '' : `, ${undecided} still open`;
        return [
          { value: longestS, said: `${longestS.toFixed(1)}${open} (${SHAPES[shape]})`, isFaint: shape === 'hot' },
        ];
      }),
  );
  return { title: 'The longest that an order took while parts were killed, s', aside: 'less is better', rows };
}

const SHAPES = { many: '1,000 products', hot: 'one product' };

/** @param {import('./report.mjs').Report} report @param {(name: string) => Bar[]} bars @returns {Row[]} */
const rowsOf = ({ systems }, bars) => systems.map(({ name, title }) => ({ name, title, bars: bars(name) }));

/** @param {import('./report.mjs').Report} report @param {string} name */
const roundsOf = ({ measured }, name) => measured.filter(({ system, rounds }) => system === name && rounds.length > 0);

/** @param {string} title @param {string} aside @param {readonly Row[]} rows @param {string} ours */
function draw(title, aside, rows, ours) {
  const greatest = Math.max(...rows.flatMap(({ bars }) => bars.map(({ value }) => value)).filter(Number.isFinite));
  const parts = [];
  let y = HEAD_HEIGHT;
  for (const { name, title: label, bars } of rows) {
    if (bars.length === 0) continue;
    parts.push(text(MARGIN, y + BAR_HEIGHT - 3, label, name === ours ? 'title' : ''));
    for (const { value, said, isFaint = false } of bars) {
      const width = Number.isFinite(value) ? Math.max(1, (value / greatest) * BAR_WIDTH_MAX) : 0;
      const look = `${name === ours ? 'ours' : 'theirs'}${isFaint ? ' faint' : ''}`;
      parts.push(
        `<rect x="${LABEL_WIDTH}" y="${y}" width="${width.toFixed(1)}" height="${BAR_HEIGHT}" class="${look}"/>`,
      );
      parts.push(text(LABEL_WIDTH + width + 6, y + BAR_HEIGHT - 3, said, ''));
      y += BAR_PITCH;
    }
    y += ROW_GAP;
  }
  const said = rows.map(({ title: label, bars }) => `${label}: ${bars.map((bar) => bar.said).join(', ')}`).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img">`,
    `<title>${escape(title)}</title><desc>${escape(said)}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${y}"/>`,
    text(MARGIN, MARGIN + 10, title, 'title'),
    text(MARGIN, MARGIN + 27, aside, 'aside'),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** @param {number} x @param {number} y @param {string} what @param {string} look */
function text(x, y, what, look) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}"${look === '' ? '' : ` class="${look}"`}>${escape(what)}</text>`;
}

/** @param {string} what */
const escape = (what) => what.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
