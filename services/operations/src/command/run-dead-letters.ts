import type { DeadLetterView } from '@stockade/contracts';
import {
  groupLetters,
  makeAllDeadLetters,
  makeShopLetters,
  streamsByFlow,
  type AllDeadLetters,
} from '@stockade/operations';
import type { CommandContext } from './context.js';
import type { Command } from './parse-command.js';
import { formatCount, formatTable, type Terminal } from './terminal.js';

type DeadLettersCommand = Extract<Command, { name: 'list' | 'causes' | 'show' | 'replay' | 'purge' }>;

export async function runDeadLetters(command: DeadLettersCommand, context: CommandContext): Promise<number> {
  const { terminal } = context;
  if (command.name === 'list') return list(command, context);
  if (command.name === 'causes') return listCauses(command, context);
  const letters = lettersOf(command.stream, context);
  if (command.name === 'show') {
    const letter = await letters.find(command.id);
    if (letter === null) return unknown(terminal, command.stream, command.id);
    terminal.print(command.json ? JSON.stringify(letter) : formatLetter(letter));
    return 0;
  }
  if (command.id === null) return settleAll(command, letters, terminal);
  const word = await letters[command.name](command.id);
  if (word === 'unknown' && !command.json) return unknown(terminal, command.stream, command.id);
  terminal.print(command.json ? JSON.stringify({ id: command.id, outcome: word }) : `${word} ${command.id}`);
  return word === 'unknown' || word === 'unreadable' ? 1 : 0;
}

/** Those of a flow in all partitions, or of one of its streams, which the tag tells from the others. */
function lettersOf(named: string, { redis, keys }: CommandContext): AllDeadLetters {
  for (const { name, streams } of streamsByFlow(keys)) {
    const meant = name === named ? streams : streams.filter(({ stream }) => stream === named);
    if (meant.length > 0) return makeAllDeadLetters(redis, meant);
  }
  const { length } = keys.partitions;
  throw new Error(`there is no stream ${named}; this shop has ${length} ${length === 1 ? 'partition' : 'partitions'}`);
}

async function list(
  { streams, limit, cursor, json }: Extract<Command, { name: 'list' }>,
  context: CommandContext,
): Promise<number> {
  const { terminal } = context;
  const pages = await Promise.all(
    streams.map((stream) => {
      const letters = lettersOf(stream, context);
      if (cursor !== undefined && letters.streamOf(cursor) === null)
        throw new Error(`${cursor} is the id of no dead letter of ${stream}`);
      return letters.list({ limit, cursor });
    }),
  );
  const items = pages.flatMap((page) => page.items);
  if (json) {
    const cursors = Object.fromEntries(streams.map((stream, i) => [stream, pages[i]?.next_cursor ?? null]));
    terminal.print(JSON.stringify({ items, next_cursors: cursors }));
    return 0;
  }
  const rows = items.map(({ stream, id, at, order_id, deliveries, reason }) => [
    stream,
    id,
    at ?? '-',
    order_id ?? '-',
    String(deliveries),
    reason,
  ]);
  const header = ['stream', 'id', 'buried', 'order', 'deliveries', 'reason'];
  terminal.print(rows.length === 0 ? 'no dead letters' : formatTable(header, rows));
  for (const [i, stream] of streams.entries())
    if (pages[i]?.next_cursor) terminal.note(`more of ${stream}: --cursor ${pages[i].next_cursor}\n`);
  return 0;
}

async function listCauses(
  { stream, json }: Extract<Command, { name: 'causes' }>,
  context: CommandContext,
): Promise<number> {
  const { redis, keys, terminal } = context;
  if (stream !== undefined) lettersOf(stream, context);
  const { items, ...survey } = await groupLetters(makeShopLetters(redis, keys), { stream });
  if (json) {
    terminal.print(JSON.stringify({ items, ...survey }));
    return 0;
  }
  const rows = items.map(({ count, stream: of, group, last_at, cause }) => [
    formatCount(count),
    of,
    group,
    last_at ?? '-',
    cause,
  ]);
  terminal.print(
    rows.length === 0 ? 'no dead letters' : formatTable(['times', 'stream', 'group', 'last', 'cause'], rows),
  );
  if (!survey.complete)
    terminal.note(`${formatCount(survey.read)} of ${formatCount(survey.total)} were read: the newest of each stream\n`);
  return 0;
}

async function settleAll(
  { name, json }: Extract<Command, { name: 'replay' | 'purge' }>,
  letters: AllDeadLetters,
  terminal: Terminal,
): Promise<number> {
  const counts = name === 'replay' ? await letters.replayAll() : { purged: await letters.purgeAll() };
  const words = Object.entries(counts).map(([word, count]) => `${word} ${count}`);
  terminal.print(json ? JSON.stringify(counts) : words.join(', '));
  return 'unreadable' in counts && counts.unreadable > 0 ? 1 : 0;
}

function unknown(terminal: Terminal, stream: string, id: string): number {
  terminal.note(`there is no dead letter ${id} of ${stream}\n`);
  return 1;
}

function formatLetter({ fields, ...letter }: DeadLetterView): string {
  const about = Object.entries(letter).map(([name, value]) => [name, String(value ?? '-')]);
  return `${formatTable(['dead letter', ''], about)}\n\n${formatTable(['field', 'value'], fields)}`;
}
