import type { Part, Proof } from '../proof.js';
import { count, counted, duration } from '../words.js';
import { html, type Html } from './html.js';
import { PROMISES } from './promises.js';

/** Every invariant below the promise that stands on it, with what it was checked on. */
export function invariantTables({ invariants }: Proof): Html[] {
  return PROMISES.map(({ title, invariants: keys }) => {
    const rows = invariants.filter(({ key }) => keys.includes(key));
    return html`<h3>${title}</h3>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>What must hold</th>
              <th class="number">checked on</th>
              <th class="number">broken</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ key, meaning, checked, unit, violations }) =>
                html`<tr>
                  <td>${meaning}<br /><code class="muted">${key}</code></td>
                  <td class="number">
                    ${checked === 0 ? html`<span class="mark none">not here</span>` : `${count(checked)} ${unit}`}
                  </td>
                  <td class="number">${mark(checked, violations)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  });
}

function mark(checked: number, violations: number): Html {
  if (violations > 0) return html`<span class="mark broken">✗ ${count(violations)}</span>`;
  return checked === 0 ? html`<span class="mark none">–</span>` : html`<span class="mark held">✓ 0</span>`;
}

/** What was broken, with the orders. */
export function violationTable({ parts }: Proof): Html | null {
  const violations = parts.flatMap((part) => part.violations);
  if (violations.length === 0) return null;
  return html`<h2>What was broken</h2>
    <div class="card scroll">
      <table>
        <thead>
          <tr>
            <th>Invariant</th>
            <th>What was found</th>
            <th>Order</th>
          </tr>
        </thead>
        <tbody>
          ${violations.map(
            ({ invariant, what, order_id }) =>
              html`<tr>
                <td><code>${invariant}</code></td>
                <td>${what}</td>
                <td>${order_id === null ? '–' : html`<code>${order_id}</code>`}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** What must have happened at least once, and how often it did. */
export function happenedTable({ happened, broken_on_purpose }: Proof): Html {
  const isWhole = broken_on_purpose === null;
  return html`<div class="card scroll">
    <table>
      <thead>
        <tr>
          <th class="number">at least</th>
          <th>What happened</th>
          <th class="number"></th>
        </tr>
      </thead>
      <tbody>
        ${happened.map(
          ({ count: times, meaning, needed }) =>
            html`<tr>
              <td class="number">${count(times)}</td>
              <td>${meaning}</td>
              <td class="number">
                ${
                  times > 0
                    ? html`<span class="mark held">✓</span>`
                    : html`<span class="mark ${needed && isWhole ? 'missing' : 'none'}"
                        >${needed && isWhole ? 'missing' : '–'}</span
                      >`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function mutantTable({ mutants }: Proof): Html {
  return html`<div class="card scroll">
    <table>
      <thead>
        <tr>
          <th>The mistake</th>
          <th></th>
          <th>What gave it away</th>
        </tr>
      </thead>
      <tbody>
        ${mutants.map(
          ({ key, name, caught, violation }) =>
            html`<tr>
              <td>${name}<br /><code class="muted">--break ${key}</code></td>
              <td>
                ${caught ? html`<span class="mark held">✓ found</span>` : html`<span class="mark missing">not found</span>`}
              </td>
              <td>
                ${violation === null ? '–' : html`<code>${violation.invariant}</code><br /><span class="small">${violation.what}</span>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Every fault with its time. */
export function faultTable({ faults }: Part): Html {
  return html`<details>
    <summary>All ${counted(faults.length, 'fault')} with their times</summary>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th class="number">at</th>
            <th>fault</th>
            <th>what it struck</th>
            <th class="number">took</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${faults.map(
            ({ kind, target, at_ms, took_ms, healed }) =>
              html`<tr>
                <td class="number">${(at_ms / 1_000).toFixed(2)} s</td>
                <td>${kind}</td>
                <td>${target ?? '–'}</td>
                <td class="number">${duration(took_ms)}</td>
                <td>${healed ? '' : html`<span class="mark broken">did not heal</span>`}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
