import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadPeer } from '../bench/peers/entrants.mjs';
import { installPeer } from '../bench/peers/install.mjs';
import { closedLoop } from '../bench/peers/load.mjs';
import { onStage, untilDecided } from '../bench/peers/stage.mjs';
import { openPeer } from '../bench/peers/system.mjs';
import type { Rule } from '../bench/peers/referee.mjs';

const ORDERS = 400;
const DEADLINE_MS = 300_000;

type Mistake = [file: string, right: string, wrong: string];

/** Runs a copy of the BullMQ peer in which something was replaced; answers what the referee has to say of it. */
async function judgeCopy(mistakes: Mistake[]) {
  const installed = await installPeer('bullmq', () => undefined, 'bullmq-broken');
  for (const [file, right, wrong] of mistakes) {
    const path = join(installed.folder, file);
    const source = await readFile(path, 'utf8');
    expect(source).toContain(right);
    await writeFile(path, source.replace(right, wrong));
  }
  const peer = await loadPeer('bullmq');
  const entrant = { name: 'bullmq-broken', title: peer.title, versions: {}, settings: [] };
  const open = (place: { dir: string; providerUrl: string }) => openPeer(peer, installed, place);
  return onStage({ ...entrant, open }, 0, async ({ system, prepare, remember, judge }) => {
    const answers = await closedLoop(system.target, await prepare('hot', ORDERS));
    remember(answers);
    await untilDecided(system, answers);
    return judge();
  });
}

/** BullMQ delivers at least once; here each job is delivered twice. */
const TWICE: Mistake = [
  'worker.mjs',
  'new Worker(QUEUE, decide,',
  'new Worker(QUEUE, (job) => decide(job).then(() => decide(job)),',
];
const NO_GUARD: Mistake = ['shop.mjs', "if status ~= 'placed' then return status end", ''];
const NO_REFUND: Mistake = ['worker.mjs', 'await provider.refund(id);', ''];

test.each<[what: string, mistakes: Mistake[], rules: Rule[]]>([
  ['whose jobs come twice, and do no harm', [TWICE], []],
  ['whose jobs come twice and take the stock again', [TWICE, NO_GUARD], ['doubled']],
  ['that keeps the money of orders that are short', [NO_REFUND], ['money']],
])(
  'the referee judges a peer %s',
  async (_, mistakes, rules) => {
    const verdict = await judgeCopy(mistakes);
    const broken = Object.entries(verdict).flatMap(([rule, found]) => (found.length > 0 ? [rule] : []));
    expect(broken).toEqual(rules.length > 0 ? expect.arrayContaining(rules) : []);
  },
  DEADLINE_MS,
);
