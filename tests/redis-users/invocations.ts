import type { TestClient } from '@stockade/testing';
import fc from 'fast-check';
import { z } from 'zod';

/** Stands for the key in an invocation. */
const KEY = '<key>';
/** A field, member and group, the id of an entry, and numbers that mean at once, never, everything or nothing. */
const VALUES = ['field', '1-1', '0', '1', '2', '-1', '9999999999999', '*', '-', '+', '>'];
const WORDS_MAX = 6;
const SEED = 20_260_101;

/** As COMMAND DOCS describes an argument, with what it consists of. */
interface Argument {
  type: string;
  token?: string | undefined;
  flags: string[];
  arguments: Argument[];
}

const argumentSchema: z.ZodType<Argument> = z.object({
  type: z.string(),
  token: z.string().optional(),
  flags: z.array(z.string()).default([]),
  arguments: z.array(z.lazy(() => argumentSchema)).default([]),
});
const argumentsSchema = z.array(argumentSchema).default([]);
const docSchema = z.object({
  arguments: argumentsSchema,
  subcommands: z.record(z.string(), z.object({ arguments: argumentsSchema })).default({}),
});
const docsSchema = z.record(z.string(), docSchema);
/** Of COMMAND INFO the flags, and where the keys stand. */
const infoSchema = z.array(z.unknown()).transform((info) => ({
  flags: z.array(z.string()).parse(info[2]),
  keySpecs: z.array(z.object({ flags: z.array(z.string()) })).parse(info[8]),
}));

/** Words of a call, in which KEY stands for the key. */
export type Call = readonly string[];

/** A command of the server, or a subcommand such as `xinfo|groups`, and calls of it that are well-formed. */
export interface Command {
  name: string;
  /** As this server says; the same command of a newer one may do more. */
  isWrite: boolean;
  /** As this server says. */
  takesKeys: boolean;
  onKey: readonly Call[];
  withoutKey: readonly Call[];
}

export const withKey = (call: Call, key: string): string[] => call.map((word) => (word === KEY ? key : word));

/**
 * Every command that the server has, with so many calls, or fewer, chosen at random from what its description allows; the
 * same at each run.
 */
export async function readCommands(
  client: TestClient,
  callsSampled: number,
  isWanted: (name: string) => boolean = () => true,
): Promise<Command[]> {
  const docs = docsSchema.parse(await client.sendCommand(['COMMAND', 'DOCS']));
  const described = Object.entries(docs)
    .flatMap(([name, { arguments: args, subcommands }]) => [
      ...(Object.keys(subcommands).length === 0 ? [{ name, args }] : []),
      ...Object.entries(subcommands).map(([subcommand, doc]) => ({ name: subcommand, args: doc.arguments })),
    ])
    .filter(({ name }) => isWanted(name));
  const infos = await client.sendCommand<unknown[]>(['COMMAND', 'INFO', ...described.map(({ name }) => name)]);
  return Promise.all(
    described.map(async ({ name, args }, i) => {
      const calls = sampleCalls(name, args, callsSampled);
      const seen = await Promise.all(calls.map(async (call) => ({ call, takes: await look(client, call) })));
      const those = (takes: Takes) => seen.filter((one) => one.takes === takes).map(({ call }) => call);
      const { flags, keySpecs } = infoSchema.parse(infos[i]);
      const [isWrite, takesKeys] = [flags.includes('write'), keySpecs.some((spec) => !spec.flags.includes('not_key'))];
      return { name, isWrite, takesKeys, onKey: those('a key'), withoutKey: those('no key') };
    }),
  );
}

type Takes = 'a key' | 'no key' | 'not even these words';

/** What Redis, which runs nothing here, makes of the call. */
async function look(client: TestClient, call: Call): Promise<Takes> {
  const refused = () => false;
  const [fits, onKey] = await Promise.all([
    client.aclDryRun('operator', [...call]).then((verdict) => verdict === 'OK', refused),
    client.commandGetKeys([...call]).then((found) => found.length > 0, refused),
  ]);
  if (!fits) return 'not even these words';
  return onKey ? 'a key' : 'no key';
}

function sampleCalls(name: string, args: readonly Argument[], count: number): Call[] {
  const described = fc.sample(fc.oneof(inOrder(args), anyWords()), { numRuns: count, seed: SEED });
  const distinct = new Map(described.map((words) => [words.join(' '), words]));
  return [...distinct.values()].map((words) => [...name.split('|'), ...words]);
}

function wordsOf(argument: Argument): fc.Arbitrary<string[]> {
  const { token, flags } = argument;
  const has = (flag: string) => flags.includes(flag);
  const named = (words: fc.Arbitrary<string[]>) =>
    token === undefined || argument.type === 'pure-token' ? words : words.map((given) => [token, ...given]);
  const several = (words: fc.Arbitrary<string[]>) =>
    has('multiple') ? fc.array(words, { minLength: 1, maxLength: 2 }).map((list) => list.flat()) : words;
  const words = has('multiple_token') ? several(named(valueOf(argument))) : named(several(valueOf(argument)));
  return has('optional') ? fc.oneof(fc.constant<string[]>([]), words) : words;
}

function valueOf({ type, token = '', arguments: parts }: Argument): fc.Arbitrary<string[]> {
  if (type === 'key') return fc.constant([KEY]);
  if (type === 'pure-token') return fc.constant([token]);
  if (type === 'oneof') return fc.oneof(...parts.map(wordsOf));
  if (type === 'block') return inOrder(parts);
  return fc.constantFrom(...VALUES).map((value) => [value]);
}

function inOrder(parts: readonly Argument[]): fc.Arbitrary<string[]> {
  return fc.tuple(...parts.map(wordsOf)).map((lists) => lists.flat());
}

/** For a command that is described badly or not at all. */
function anyWords(): fc.Arbitrary<string[]> {
  return fc.array(fc.constantFrom(KEY, ...VALUES), { maxLength: WORDS_MAX });
}
