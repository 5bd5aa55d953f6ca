import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isReply } from './errors.js';
import type { Redis } from './client.js';

/** A Lua script and what its reply means. */
export interface Script<Reply> {
  run(redis: Redis, keys: string[], args: string[]): Promise<Reply>;
}

/** Runs a script, of which it gets the name, and may measure it. */
export type ObserveScript = <Reply>(name: string, run: () => Promise<Reply>) => Promise<Reply>;

let observe: ObserveScript | null = null;

/** Has every run of a script of this process go through an observer; null: through none. */
export function observeScripts(observer: ObserveScript | null): void {
  observe = observer;
}

/**
 * Reads a Lua file once. Each run sends its digest. If the server does not know it (restarted, failed over or flushed),
 * the run sends the source, which also caches it there. NOSCRIPT means that nothing ran, so this is safe.
 */
export function loadScript<Reply>(file: URL, parseReply: (reply: unknown) => Reply): Script<Reply> {
  const source = readFileSync(file, 'utf8');
  const digest = createHash('sha1').update(source).digest('hex');
  const name = basename(file.pathname, '.lua');

  async function run(redis: Redis, keys: string[], args: string[]): Promise<Reply> {
    const call = { keys, arguments: args };
    try {
      return parseReply(await redis.evalSha(digest, call));
    } catch (error) {
      if (!isReply(error, 'NOSCRIPT')) throw error;
      return parseReply(await redis.eval(source, call));
    }
  }

  return {
    run: (redis, keys, args) =>
      observe === null ? run(redis, keys, args) : observe(name, () => run(redis, keys, args)),
  };
}

/** Parses the reply of a script that returns one of these words. */
export function oneOf<const Words extends readonly string[]>(...words: Words): (reply: unknown) => Words[number] {
  return (reply) => {
    const word = words.find((known) => known === reply);
    if (word === undefined)
      throw new Error(`the script answered ${JSON.stringify(reply)}, not one of ${words.join(', ')}`);
    return word;
  };
}

/** Narrows a reply to a list, without trusting its items. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Parses the reply of a script that returns a list. */
export function listOf<Item>(parseItem: (item: unknown) => Item): (reply: unknown) => Item[] {
  return (reply) => {
    if (!isList(reply)) throw new Error(`the script answered ${JSON.stringify(reply)}, not a list`);
    return reply.map(parseItem);
  };
}

/** Parses the reply of a script that returns a word and a text that belongs to it. */
export function pairOf<Word>(parseWord: (reply: unknown) => Word): (reply: unknown) => readonly [Word, string] {
  return (reply) => {
    if (!isList(reply) || reply.length !== 2)
      throw new Error(`the script answered ${JSON.stringify(reply)}, not a word and a text`);
    return [parseWord(reply[0]), String(reply[1])];
  };
}
