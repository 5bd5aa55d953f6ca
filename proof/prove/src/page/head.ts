import type { Proof } from '../proof.js';
import { count, duration, percent } from '../words.js';
import { html, type Html } from './html.js';

const ORDERS_SHOWN = 5;
const SENTENCES: Readonly<Record<Proof['verdict'], string>> = {
  PASS: 'No order was lost, none was processed twice, none was oversold, whatever was killed.',
  FAIL: 'A promise was broken.',
  HELD: 'No promise was broken by what somebody did to it. A PASS needs a whole proof, in which everything has to happen.',
  INCONCLUSIVE: 'No promise was seen broken, but too little happened for that to mean anything.',
};

/** The verdict, why, and the numbers that matter most. */
export function head(proof: Proof): Html {
  const { started_at: startedAt, seconds, broken_on_purpose: mistake } = proof;
  const when = startedAt.slice(0, 16).replace('T', ' ');
  return html`<p class="muted small">
      Stockade · npm run prove · <time datetime="${startedAt}">${when} UTC</time> · took ${duration(seconds * 1_000)}
    </p>
    ${
      mistake &&
      html`<div class="card notice">
        <b>This is a copy with a known mistake: ${mistake.name}.</b>
        <p>
          It was built to see whether the proof finds it (<code>--break ${mistake.key}</code>), and says nothing about
          the system itself.
        </p>
      </div>`
    }
    ${stamp(proof)} ${figures(proof)}`;
}

function stamp({ verdict, reasons, orders_named: orders }: Proof): Html {
  const named = orders.slice(0, ORDERS_SHOWN).map((id) => html`<code>${id}</code> `);
  return html`<div class="card verdict ${verdict.toLowerCase()}">
    <span class="stamp">${verdict}</span>
    <div>
      <h1>${SENTENCES[verdict]}</h1>
      ${
        reasons.length > 0 &&
        html`<ul class="reasons">
          ${reasons.map((reason) => html`<li>${reason}</li>`)}
        </ul>`
      }
      ${orders.length > 0 && html`<p>Orders that it names: ${named}</p>`}
    </div>
  </div>`;
}

function figures({ parts, bound }: Proof): Html {
  const recoveries = parts.flatMap(({ recovery }) => recovery.max_ms ?? []);
  const slowest = recoveries.length === 0 ? null : Math.max(...recoveries);
  const shown: [string, string][] = [
    [count(bound.orders), 'orders accepted under fire'],
    [count(bound.faults), 'faults while they were under way'],
    [
      count(bound.orders_broken),
      bound.orders_broken === 0 ? 'orders lost, doubled or oversold' : 'orders broken, at least',
    ],
    [duration(slowest), 'from a kill of Redis to the next accepted order, at most'],
    [
      bound.share_below === null ? '–' : `< ${percent(bound.share_below)}`,
      'of such orders, at 95 %: the bound that follows',
    ],
  ];
  return html`<div class="figures">
    ${shown.map(([figure, what]) => html`<div class="card figure"><b>${figure}</b><span>${what}</span></div>`)}
  </div>`;
}
