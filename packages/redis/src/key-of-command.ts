/** Commands whose first argument is their key, or a list of their keys. */
const KEY_FIRST = new Set([
  'get',
  'set',
  'getRange',
  'incr',
  'incrBy',
  'del',
  'unlink',
  'exists',
  'expire',
  'expireAt',
  'pExpire',
  'ttl',
  'pTTL',
  'type',
]);
/** Families of such commands: of hashes, of sets, but for shard channels, of sorted sets, and of streams. */
const KEY_FIRST_FAMILIES = /^(?:h|hm|s(?!Publish|Subscribe|Unsubscribe)|z|zm|x)[A-Z]/;
/** Commands whose first argument is not it, and whose last has `keys`. */
const KEYS_IN_OPTIONS = new Set(['eval', 'evalSha', 'evalRo', 'evalShaRo', 'fCall', 'fCallRo']);
const STREAMS_AT: Readonly<Record<string, number>> = { xRead: 0, xReadGroup: 2 };

type KeyOf = (args: readonly unknown[]) => unknown;

/** Tells the first key of a call from its arguments; null for a command whose key this cannot tell, or that has none. */
export function keyOfCommand(command: string): KeyOf | null {
  const streamsAt = STREAMS_AT[command];
  if (streamsAt !== undefined) return (args) => fieldOf(firstOf(args[streamsAt]), 'key');
  if (KEYS_IN_OPTIONS.has(command)) return (args) => firstOf(fieldOf(args[1], 'keys'));
  if (KEY_FIRST.has(command) || KEY_FIRST_FAMILIES.test(command)) return (args) => firstOf(args[0]);
  return null;
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function fieldOf(value: unknown, name: 'key' | 'keys'): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
