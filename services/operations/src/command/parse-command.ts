import { parseArgs, types } from 'node:util';
import { ENTRY_ID } from '@stockade/contracts';
import { AUDIT_DEFAULTS } from '@stockade/operations';

export type Command =
  | { name: 'help' }
  | { name: 'streams'; json: boolean; watch: boolean }
  | { name: 'list'; json: boolean; streams: readonly string[]; limit: number; cursor: string | undefined }
  | { name: 'show'; json: boolean; stream: string; id: string }
  | { name: 'replay' | 'purge'; json: boolean; stream: string; id: string | null }
  | { name: 'audit'; json: boolean; repair: 'no' | 'show' | 'do'; stuckMs: number; graceMs: number; gateway: boolean };

const LIST_LIMIT_DEFAULT = 100;
const LIST_LIMIT_MAX = 10_000;
const DURATION_MAX_MS = 86_400_000;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  watch: { type: 'boolean' },
  limit: { type: 'string' },
  cursor: { type: 'string' },
  all: { type: 'boolean' },
  repair: { type: 'boolean' },
  yes: { type: 'boolean' },
  'stuck-ms': { type: 'string' },
  'grace-ms': { type: 'string' },
  'without-gateway': { type: 'boolean' },
} as const;

type OptionName = keyof typeof OPTIONS;
type Values = ReturnType<typeof parseWords>['values'];

/** The options of each command, besides --json and --help. */
const COMMANDS: Readonly<Record<string, readonly OptionName[]>> = {
  streams: ['watch'],
  'dead-letters list': ['limit', 'cursor'],
  'dead-letters show': [],
  'dead-letters replay': ['all'],
  'dead-letters purge': ['all'],
  audit: ['repair', 'yes', 'stuck-ms', 'grace-ms', 'without-gateway'],
};

/** Its message says in one line what was not understood. */
class UsageError extends Error {
  override name = 'UsageError';
}

/** Parses the words after `ops`. Returns the command, or one line that says what is wrong. */
export function parseCommand(words: readonly string[], streams: readonly string[]): Command | { wrong: string } {
  try {
    return parse(words, streams);
  } catch (error) {
    if (error instanceof UsageError) return { wrong: error.message };
    throw error;
  }
}

function parse(words: readonly string[], streams: readonly string[]): Command {
  const { values, positionals } = parseWords(words);
  if (values.help) return { name: 'help' };
  const [first, ...others] = positionals;
  if (first === undefined) throw new UsageError('a command is missing');
  const [second] = others;
  const name = first === 'dead-letters' && second !== undefined ? `${first} ${second}` : first;
  const allowed = COMMANDS[name];
  if (allowed === undefined) throw new UsageError(`there is no command ${JSON.stringify(name)}`);
  for (const option of Object.keys(values))
    if (option !== 'json' && !allowed.some((one) => one === option))
      throw new UsageError(`${name} takes no --${option}`);
  return read(name, values, name === first ? others : others.slice(1), streams);
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // The rest of the message explains how to pass a word that begins with a dash, and no command takes one.
    const message = types.isNativeError(error) ? error.message : String(error);
    throw new UsageError(message.split('. ', 1)[0] ?? message);
  }
}

function read(name: string, values: Values, rest: readonly string[], streams: readonly string[]): Command {
  const { json = false, watch = false, all = false } = values;
  switch (name) {
    case 'streams':
      expectAtMost(rest, 0);
      return { name, json, watch };
    case 'dead-letters list':
      return readList(values, rest, streams);
    case 'dead-letters show':
      expectAtMost(rest, 2);
      return { name: 'show', json, stream: streamOf(rest[0], streams), id: idOf(rest[1]) };
    case 'dead-letters replay':
    case 'dead-letters purge': {
      expectAtMost(rest, all ? 1 : 2);
      const verb = name === 'dead-letters replay' ? 'replay' : 'purge';
      return { name: verb, json, stream: streamOf(rest[0], streams), id: all ? null : idOf(rest[1]) };
    }
    default:
      expectAtMost(rest, 0);
      return readAudit(values);
  }
}

function readList(
  { json = false, limit, cursor }: Values,
  rest: readonly string[],
  streams: readonly string[],
): Command {
  expectAtMost(rest, 1);
  if (cursor !== undefined && rest.length === 0) throw new UsageError('--cursor needs the stream');
  return {
    name: 'list',
    json,
    streams: rest.length === 0 ? streams : [streamOf(rest[0], streams)],
    limit: integerOf('--limit', limit, 1, LIST_LIMIT_MAX) ?? LIST_LIMIT_DEFAULT,
    cursor: cursor === undefined ? undefined : idOf(cursor),
  };
}

function readAudit(values: Values): Command {
  const { json = false, repair = false, yes = false } = values;
  if (yes && !repair) throw new UsageError('--yes goes with --repair');
  return {
    name: 'audit',
    json,
    repair: repair ? (yes ? 'do' : 'show') : 'no',
    stuckMs: integerOf('--stuck-ms', values['stuck-ms'], 0, DURATION_MAX_MS) ?? AUDIT_DEFAULTS.stuckMs,
    graceMs: integerOf('--grace-ms', values['grace-ms'], 0, DURATION_MAX_MS) ?? AUDIT_DEFAULTS.graceMs,
    gateway: values['without-gateway'] ? false : AUDIT_DEFAULTS.gateway,
  };
}

function expectAtMost(rest: readonly string[], count: number): void {
  const extra = rest[count];
  if (extra !== undefined) throw new UsageError(`what is ${JSON.stringify(extra)}?`);
}

function streamOf(word: string | undefined, streams: readonly string[]): string {
  if (word !== undefined && streams.includes(word)) return word;
  const wrong = word === undefined ? 'the stream is missing' : `there is no stream ${JSON.stringify(word)}`;
  throw new UsageError(`${wrong}; it is one of ${streams.join(', ')}`);
}

function idOf(word: string | undefined): string {
  if (word !== undefined && ENTRY_ID.test(word)) return word;
  const wrong = word === undefined ? 'the dead letter is missing' : `${JSON.stringify(word)} is no dead letter`;
  throw new UsageError(`${wrong}; name its id, such as 1718000000000-0`);
}

function integerOf(option: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${option} must be a whole number from ${min} to ${max}; it is ${JSON.stringify(text)}`);
}
