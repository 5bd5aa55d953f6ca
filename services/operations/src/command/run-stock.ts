import type { ProductStock } from '@stockade/contracts';
import { readProductStock } from '@stockade/operations';
import type { CommandContext } from './context.js';
import type { Command } from './parse-command.js';
import { formatCount, formatTable } from './terminal.js';

/** Says where the pieces of a product are. */
export async function runStock(
  { json, id }: Extract<Command, { name: 'stock' }>,
  { redis, keys, terminal }: CommandContext,
): Promise<number> {
  const stock = await readProductStock(redis, keys, id);
  if (stock === null) {
    terminal.note(`there is no product ${id}\n`);
    return 1;
  }
  terminal.print(json ? JSON.stringify(stock) : formatStock(stock));
  return 0;
}

function formatStock({ places, transfers, exact, ...all }: ProductStock): string {
  const each = places.length > 1 ? places : [];
  const rows = [...each, { place: 'all', ...all }].map(({ place, available, reserved, received }) => [
    place,
    formatCount(available),
    formatCount(reserved),
    formatCount(received),
  ]);
  const header = ['place', 'available', 'reserved', 'received'];
  return [
    formatTable(header, rows),
    ...transfers.map(({ from, to, pieces }) => `${formatCount(pieces)} on their way from ${from} to ${to}`),
    ...(exact ? [] : ['pieces moved while they were counted: the sums may be off by those']),
  ].join('\n');
}
