import { Command as CommandLine, CommanderError, InvalidArgumentError } from '@commander-js/extra-typings';
import { letterIdSchema, sentIdSchema } from '@stockade/contracts';
import { AUDIT_DEFAULTS } from '@stockade/operations';

export type Command =
  | { name: 'help'; text: string }
  | { name: 'streams'; json: boolean; watch: boolean }
  | { name: 'list'; json: boolean; streams: readonly string[]; limit: number; cursor: string | undefined }
  | { name: 'causes'; json: boolean; stream: string | undefined }
  | { name: 'show'; json: boolean; stream: string; id: string }
  | { name: 'replay' | 'purge'; json: boolean; stream: string; id: string | null }
  | { name: 'audit'; json: boolean; repair: 'no' | 'show' | 'do'; stuckMs: number; graceMs: number; gateway: boolean }
  | { name: 'story'; json: boolean; id: string }
  | { name: 'stock'; json: boolean; id: string };

const LIST_LIMIT_DEFAULT = 100;
const LIST_LIMIT_MAX = 10_000;
const DURATION_MAX_MS = 86_400_000;

/** Parses the words after `ops`. Returns the command, or one line that says what is wrong. */
export function parseCommand(words: readonly string[], streams: readonly string[]): Command | { wrong: string } {
  let command: Command | undefined;
  let text = '';
  const line = new CommandLine('npm run ops --')
    .exitOverride()
    .configureOutput({ writeOut: (help) => (text += help), writeErr: () => {} });
  describeCommands(line, streams, (chosen) => (command = chosen));
  try {
    line.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { name: 'help', text: text.trimEnd() };
    // A second line asks whether something else was meant.
    if (error.code !== 'commander.help') return { wrong: error.message.replace('error: ', '').replace('\n', ' ') };
  }
  return command ?? { wrong: 'a command is missing' };
}

type Choose = (command: Command) => void;

function describeCommands(line: CommandLine, streams: readonly string[], choose: Choose): void {
  const main = line
    .usage('<command>')
    .helpCommand(false)
    .option('--json', 'for machines: one JSON document; one a line with --watch and with audit')
    .addHelpText('after', `\n${AFTERWORD}`);
  const common = () => ({ json: main.opts().json ?? false });

  main
    .command('streams')
    .description('the state of each stream: length, lag, pending, consumers')
    .option('--watch', 'refresh every two seconds, until Ctrl-C')
    .action(({ watch = false }) => choose({ name: 'streams', ...common(), watch }));

  const letters = main.command('dead-letters').description('entries that could not be processed').helpCommand(false);
  describeDeadLetters(letters, streams, common, choose);

  main
    .command('audit')
    .description('check every order, product and stream, while orders flow')
    .option('--repair', 'show possible repairs')
    .option('--yes', 'with --repair: make the repairs')
    .option('--stuck-ms <ms>', 'how long an order may wait for its next step', durationMs, AUDIT_DEFAULTS.stuckMs)
    .option(
      '--grace-ms <ms>',
      'how long before what looks wrong is looked at again',
      durationMs,
      AUDIT_DEFAULTS.graceMs,
    )
    .option('--without-gateway', 'do not compare with what the payment provider has')
    .action(({ repair = false, yes = false, stuckMs, graceMs, withoutGateway }, self) => {
      if (yes && !repair) self.error('--yes goes with --repair');
      const gateway = withoutGateway ? false : AUDIT_DEFAULTS.gateway;
      choose({ name: 'audit', ...common(), repair: repair ? (yes ? 'do' : 'show') : 'no', stuckMs, graceMs, gateway });
    });

  main
    .command('story')
    .description('everything that is known of an order')
    .argument('<order id>', '', idOf('an order'))
    .action((id) => choose({ name: 'story', ...common(), id }));
  main
    .command('stock')
    .description('the pieces of a product, in all places')
    .argument('<product id>', '', idOf('a product'))
    .action((id) => choose({ name: 'stock', ...common(), id }));
}

function describeDeadLetters(
  letters: CommandLine,
  streams: readonly string[],
  common: () => { json: boolean },
  choose: Choose,
): void {
  const stream = oneOf(streams);
  letters
    .command('list')
    .description('newest first')
    .argument('[stream]', 'of it alone', stream)
    .option('--limit <n>', 'at most this many per stream', wholeNumber(1, LIST_LIMIT_MAX), LIST_LIMIT_DEFAULT)
    .option('--cursor <id>', 'continue after this dead letter; needs the stream', letterId)
    .action((of, { limit, cursor }, self) => {
      if (cursor !== undefined && of === undefined) self.error('--cursor needs the stream');
      choose({ name: 'list', ...common(), streams: of === undefined ? streams : [of], limit, cursor });
    });
  letters
    .command('causes')
    .description('grouped by cause, the most frequent first')
    .argument('[stream]', 'of it alone', stream)
    .action((of) => choose({ name: 'causes', ...common(), stream: of }));
  letters
    .command('show')
    .description('one dead letter, with its original entry')
    .argument('<stream>', '', stream)
    .argument('<id>', '', letterId)
    .action((of, id) => choose({ name: 'show', ...common(), stream: of, id }));
  for (const { name, description } of SETTLING)
    letters
      .command(name)
      .description(description)
      .argument('<stream>', '', stream)
      .argument('[id]', '', letterId)
      .option('--all', 'all of the stream, instead of the id')
      .action((of, id, { all = false }, self) => {
        if (all === (id !== undefined)) self.error('name the id of a dead letter, or --all');
        choose({ name, ...common(), stream: of, id: id ?? null });
      });
}

const SETTLING = [
  { name: 'replay', description: 'put the entry back into its stream' },
  { name: 'purge', description: 'remove it for good' },
] as const;

const AFTERWORD = `In a shop of several partitions a stream stands for all of them, and {3}:order-completed for the one of partition 3; the id of a
dead letter begins with its partition, as in 3.1718000000000-0.
Redis is REDIS_URL, or REDIS_URL_FILE, or else that of a running npm start. The audit asks the payment provider at
PAYMENT_PROVIDER_URL, or else the one in the box, which keeps its ledger in Redis.
Exit code: 0 all is well, 1 something is not, 2 the command was not understood, 3 Redis or the provider is not there or went away,
74 the output cannot be written, 78 a setting is wrong, 141 the reader of the output has gone.`;

/** The tag of a partition, before the name of a stream. */
const TAG = /^\{\d{1,4}\}:/;

const oneOf = (streams: readonly string[]) => (word: string) => {
  if (streams.includes(word.replace(TAG, ''))) return word;
  throw new InvalidArgumentError(`It is one of ${streams.join(', ')}`);
};

function letterId(word: string): string {
  if (letterIdSchema.safeParse(word).success) return word;
  throw new InvalidArgumentError('Name the id of a dead letter, such as 1718000000000-0');
}

const idOf = (what: string) => (word: string) => {
  const { data } = sentIdSchema.safeParse(word);
  if (data !== undefined) return data;
  throw new InvalidArgumentError(`Name the id of ${what}: a UUID`);
};

const wholeNumber = (min: number, max: number) => (word: string) => {
  const value = /^\d{1,9}$/.test(word) ? Number(word) : NaN;
  if (value >= min && value <= max) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}`);
};
const durationMs = wholeNumber(0, DURATION_MAX_MS);
