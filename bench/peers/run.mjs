// @ts-check
import { parseArgs } from 'node:util';
import { installPeer, peerNames } from './install.mjs';
import { runRound } from './round.mjs';
import { stockade } from './stockade.mjs';
import { openPeer } from './system.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' }, orders: { type: 'string', default: '5000' }, stock: { type: 'string', default: 'many' } } });
const names = (values.only ?? ['stockade', ...(await peerNames())].join(',')).split(',');
for (const name of names) {
  let entrant = stockade;
  if (name !== 'stockade') {
    const installed = await installPeer(name, console.error);
    const { default: peer } = await import(`./${name}/peer.mjs`);
    entrant = { name, title: peer.title, settings: [], versions: installed.versions, open: (place) => openPeer(peer, installed, place) };
  }
  console.log(JSON.stringify(await runRound(entrant, { shape: values.stock, orders: Number(values.orders), delayMs: 0, straced: true }), null, 1));
}
process.exit(0);
