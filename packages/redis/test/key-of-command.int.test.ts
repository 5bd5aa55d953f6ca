import { expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { z } from 'zod';
import { keyOfCommand } from '../src/key-of-command.js';

const server = usePrivateRedis();

/** Of a connection, of a channel, with keys and values in turn, or such that wait: a client to a cluster has none of them. */
const NOT_OF_A_CLUSTER = /^(?:watch|sPublish|sSubscribe|sUnsubscribe|mSet|mSetNX|b[lrz].*)$/;
/** Later servers have commands that we do not use. */
const LAST_MAJOR = 7;

/** Name, arity, flags, and the place of the first key. */
const commandSchema = z.tuple([z.string(), z.int(), z.array(z.string()), z.int()]).rest(z.unknown());

const docsSchema = z.record(z.string(), z.object({ since: z.string() }));

/** The commands that servers have had for long enough, in capitals. */
async function commandsOfLongAgo(): Promise<Set<string>> {
  const docs = Object.entries(docsSchema.parse(await server.client.sendCommand(['COMMAND', 'DOCS'])));
  const old = docs.filter(([, { since }]) => Number.parseInt(since, 10) <= LAST_MAJOR);
  return new Set(old.map(([name]) => name.toUpperCase()));
}

/** What the client calls its commands; it has each in capitals too. */
function methodNames(): string[] {
  const names = new Set<string>();
  for (let one: object | null = server.client; one !== null; one = Reflect.getPrototypeOf(one))
    for (const name of Object.getOwnPropertyNames(one)) if (name !== name.toUpperCase()) names.add(name);
  return [...names];
}

test('tells the key of every command of this Redis whose first argument it is, and of no command without one', async () => {
  const commands = z.array(commandSchema).parse(await server.client.sendCommand(['COMMAND']));
  const ofLongAgo = await commandsOfLongAgo();
  const firstKeys = new Map(
    commands
      .map(([name, , , firstKey]) => [name.toUpperCase(), firstKey] as const)
      .filter(([name]) => ofLongAgo.has(name)),
  );
  const known = methodNames().filter((name) => firstKeys.has(name.toUpperCase()) && !NOT_OF_A_CLUSTER.test(name));
  expect(known.length).toBeGreaterThan(150);
  const keyFirst = known.filter((name) => firstKeys.get(name.toUpperCase()) === 1);
  expect(keyFirst.length).toBeGreaterThan(100);
  expect(keyFirst.filter((name) => keyOfCommand(name)?.(['a key']) !== 'a key')).toEqual([]);
  const keyless = ['constructor', 'ping', 'time', 'info', 'publish', 'scan', 'flushAll', 'script', 'configGet', 'wait'];
  expect(keyless.filter((name) => keyOfCommand(name) !== null)).toEqual([]);
});
