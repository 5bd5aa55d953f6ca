import { PART_TITLES } from '../parts.js';
import type { Part, PartKey, Story } from '../proof.js';
import { count, counted, duration } from '../words.js';
import { html, type Html } from './html.js';
import { faultTable } from './tables.js';
import { FAULT_GROUPS, timeline } from './timeline.js';

const WHAT_IS_RUN: Readonly<Record<PartKey, string>> = {
  single:
    'One Redis, two processes of each service and a payment provider outside, while everything that can be killed is killed.',
  ha: 'A primary, a replica and three sentinels. The primary is killed and its data are gone; the replica is promoted.',
};

/** One run: what was ordered and what struck when, and the books of the end. */
export function partSection(part: Part): Html {
  const { key, answers, exist, ends, recovery, handover, quiet_after_ms, seconds, audit } = part;
  const kinds = new Map<string, number>();
  for (const { kind } of part.faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return html`<h2>${PART_TITLES[key]}</h2>
    <p class="muted">${WHAT_IS_RUN[key]}</p>
    <div class="card below">
      <div class="scroll">${timeline(part)}</div>
      <ul class="legend">
        ${FAULT_GROUPS.map(([group, meaning]) => html`<li><i style="background:var(--${group})"></i>${meaning}</li>`)}
      </ul>
      <h3>The books at the end</h3>
      <dl>
        <dt>told</dt>
        <dd>
          ${count(answers.accepted)} accepted, ${count(answers.refused)} refused, ${count(answers.unknown)} whose answer
          was lost, in ${seconds.toFixed(0)} s
        </dd>
        <dt>is</dt>
        <dd>
          ${counted(exist, 'order')}:
          ${Object.entries(ends)
            .filter(([, times]) => times > 0)
            .map(([name, times]) => `${count(times)} ${name}`)
            .join(', ')}
        </dd>
        <dt>orders again</dt>
        <dd>
          ${recovery.count === 0 ? 'Redis was not killed' : `${duration(recovery.median_ms)} after a kill of Redis in the median, ${duration(recovery.max_ms)} at most, of ${count(recovery.count)}`}
        </dd>
        <dt>taken over</dt>
        <dd>
          ${handover.count === 0 ? 'no entry was followed' : `${duration(handover.median_ms)} after a service was killed an entry in its hand was settled, in the median; ${duration(handover.max_ms)} at most, of ${count(handover.count)} that were followed`}
        </dd>
        <dt>at rest</dt>
        <dd>${duration(quiet_after_ms)} after the last order and the last fault</dd>
        <dt>audited</dt>
        <dd>
          ${count(audit.orders)} orders, ${count(audit.keys)} keys and ${count(audit.products)} products in
          ${duration(audit.duration_ms)}: ${counted(audit.findings, 'finding')}
        </dd>
        <dt>struck</dt>
        <dd>${[...kinds].map(([kind, times]) => `${count(times)} × ${kind}`).join(', ')}</dd>
      </dl>
      ${faultTable(part)}
    </div>`;
}

/** What happened to one order around a kill. */
export function storySection({ order_id, killed, handover_ms, steps, status, stock, money }: Story): Html {
  const start = Date.parse(steps[0]?.at ?? '');
  const paid =
    money &&
    `charged ${count(money.charged)}, given back ${count(money.given_back)} (minor units of ${money.currency ?? 'no currency'})`;
  return html`<h2>One order around a kill</h2>
    <p class="muted">
      Order <code>${order_id}</code> was in the hand of ${killed} when that was killed.
      ${handover_ms === null ? '' : `Its entry was settled ${duration(handover_ms)} later.`}
    </p>
    <div class="card below">
      <ol class="story">
        ${steps.map(
          ({ at, kind, text }) =>
            html`<li class="${kind}">
              <time datetime="${at}">+${((Date.parse(at) - start) / 1_000).toFixed(3)} s</time><span>${text}</span>
            </li>`,
        )}
      </ol>
      <p class="small muted">
        At the end it is ${status ?? 'not there'}, its stock is
        ${stock ?? 'not decided'}${paid ? `, and it was ${paid}` : ''}. What is looked at again and again is seen up to
        some 20 ms late.
      </p>
    </div>`;
}
