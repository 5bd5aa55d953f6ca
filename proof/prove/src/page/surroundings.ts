import type { Proof } from '../proof.js';
import { count } from '../words.js';
import { html, type Html } from './html.js';

/** Where it was run, on what, and how to repeat it. */
export function surroundings({ environment, command, seed, invariants }: Proof): Html {
  const { commit, dirty, node, redis, os, cpu, cores, memory_bytes: memoryBytes } = environment;
  const state = dirty === true ? ', with changes that are not committed' : ', nothing changed';
  const rows: [string, string | Html][] = [
    ['to repeat it', html`<code>${command}</code>`],
    [
      'seed',
      `${seed}: the same faults at the same share of the run, and the same wishes; how processes interleave is new each time`,
    ],
    ['commit', commit === null ? 'no checkout of Git' : html`<code>${commit}</code>${state}`],
    ['Node', node],
    ['Redis', redis ?? 'none was started'],
    ['system', os],
    ['processor', `${cpu}, ${count(cores)} cores`],
    ['memory', `${(memoryBytes / 2 ** 30).toFixed(1)} GiB`],
  ];
  return html`<h2>Where it was run</h2>
    <div class="card below">
      <dl>
        ${rows.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </div>
    <footer>${count(invariants.length)} invariants. The JSON file beside this page has the same and more.</footer>`;
}
