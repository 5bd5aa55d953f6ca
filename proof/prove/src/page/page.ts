import { describeBound } from '../describe-bound.js';
import type { Proof } from '../proof.js';
import { html, trusted, type Html } from './html.js';
import { head } from './head.js';
import { partSection, storySection } from './part.js';
import { STYLE } from './style.js';
import { surroundings } from './surroundings.js';
import { happenedTable, invariantTables, mutantTable, violationTable } from './tables.js';

/** The page of a proof: one file that needs no network and no script. */
export function renderPage(proof: Proof): string {
  const stories = proof.parts.flatMap(({ story }) => story ?? []);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${proof.verdict}: proof of Stockade, seed ${proof.seed}</title>
        <style>
          ${trusted(STYLE)}
        </style>
      </head>
      <body>
        <main>
          ${head(proof)} ${violationTable(proof)} ${meaning(proof)} ${proof.parts.map(partSection)}
          ${stories.slice(0, 1).map(storySection)} ${invariants(proof)} ${happened(proof)}
          ${proof.mutants.length > 0 && mutants(proof)} ${surroundings(proof)}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function meaning({ bound }: Proof): Html {
  return html`<h2>What it means</h2>
    <p>${describeBound(bound)}.</p>
    <p class="muted">
      It is counted in orders that were promised to a customer and not in checks: forty rules that hold for one order
      are one order. It is a bound for this load under these faults, on this machine. What is not promised, such as a
      disk that is lost, is not tried here: docs/proof.md says what this shows and what not.
    </p>`;
}

function invariants(proof: Proof): Html {
  return html`<h2>What must hold, and on how many it was checked</h2>
    <p class="muted">
      After each run, when all is quiet, what clients were told is compared with what is stored, order by order, and the
      audit goes over every record.
    </p>
    <div class="card below">${invariantTables(proof)}</div>`;
}

function happened(proof: Proof): Html {
  return html`<h2>What must have happened for this to mean something</h2>
    <p class="muted">
      A system to which nothing happens keeps every promise. Each of these was seen so often at least; where a PASS
      needs one that is missing, the result is INCONCLUSIVE.
    </p>
    <div class="below">${happenedTable(proof)}</div>`;
}

function mutants(proof: Proof): Html {
  return html`<h2>The proof of the proof</h2>
    <p class="muted">
      Copies of the system, each with one known mistake. A check that passes a broken system proves nothing of a sound
      one.
    </p>
    <div class="below">${mutantTable(proof)}</div>`;
}
