/** Commands whose first argument is their key, or a list of their keys: of texts, and of keys of any type. */
const KEY_FIRST = new Set(
  [
    'append bitCount bitField bitPos decr decrBy get getBit getDel getEx getRange getSet incr incrBy incrByFloat lcs mGet',
    'pSetEx set setBit setEx setNX setRange strLen',
    'copy del dump exists expire expireAt expireTime move persist pExpire pExpireAt pExpireTime pTTL rename renameNX restore sort',
    'touch ttl type unlink',
  ].flatMap((names) => names.split(' ')),
);
/** Families of such commands: of geographic places, of hashes, of lists, of counts, of sets, of sorted sets, and of streams. */
const KEY_FIRST_FAMILIES = /^(?:geo|h|hm|l|lm|pf|r|s(?!Publish|Subscribe|Unsubscribe)|sm|z|zm|x)[A-Z]/;
/** Commands whose first argument is not it, and whose last has `keys`. */
const KEYS_IN_OPTIONS = new Set(['eval', 'evalSha', 'evalRo', 'evalShaRo', 'fCall', 'fCallRo']);
const STREAMS_AT = new Map([
  ['xRead', 0],
  ['xReadGroup', 2],
]);

type KeyOf = (args: readonly unknown[]) => unknown;

/** Tells the first key of a call from its arguments; null for a command whose key this cannot tell, or that has none. */
export function keyOfCommand(command: string): KeyOf | null {
  const streamsAt = STREAMS_AT.get(command);
  if (streamsAt !== undefined) return (args) => fieldOf(firstOf(args[streamsAt]), 'key');
  if (KEYS_IN_OPTIONS.has(command)) return (args) => firstOf(fieldOf(args[1], 'keys'));
  if (KEY_FIRST.has(command) || KEY_FIRST_FAMILIES.test(command)) return (args) => firstOf(args[0]);
  return null;
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function fieldOf(value: unknown, name: 'key' | 'keys'): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
