import { ErrorReply, MultiErrorReply } from 'redis';
import { messageOf } from './errors.js';

/** A record in Redis that cannot be parsed, or whose key is of another type: after a repair by hand or a restore, or of a newer version. */
export class UnreadableRecordError extends Error {
  override name = 'UnreadableRecordError';

  readonly key: string;

  constructor(key: string, reason: string, options?: ErrorOptions) {
    super(`the record ${key} cannot be read: ${reason}`, options);
    this.key = key;
  }
}

/** Called for each record that a list leaves out. */
export type OnLeftOut = (error: UnreadableRecordError) => void;

let tell: OnLeftOut | null = null;

/** Sets the listener of this process for records that lists leave out; null removes it. */
export function onLeftOut(listener: OnLeftOut | null): void {
  tell = listener;
}

/** Waits for an item of a list; null when its record cannot be read, so that the list has all others. */
export async function leaveOutUnreadable<Item>(item: Promise<Item>): Promise<Item | null> {
  try {
    return await item;
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error;
    tell?.(error);
    return null;
  }
}

/** Waits for what is read from a key; rejects with an UnreadableRecordError, which names it, when it is of another type. */
export async function readFrom<Value>(key: string, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    throw isOfOtherType(error) ? new UnreadableRecordError(key, messageOf(error), { cause: error }) : error;
  }
}

/** True when a key is of another type than the command, or one in a MULTI, is for. */
export function isOfOtherType(error: unknown): boolean {
  return repliesOf(error).some((reply) => reply.startsWith('WRONGTYPE'));
}

/** How Redis refuses a command that its user may not use: inside a script before 7.2, and otherwise. */
const MISSING_RIGHT = ["ERR The user executing the script can't", 'NOPERM'];

/** True when the user of this connection lacks a right; the message of Redis names the command or says that it is the key. */
export function lacksRight(error: unknown): boolean {
  return repliesOf(error).some((reply) => MISSING_RIGHT.some((prefix) => reply.startsWith(prefix)));
}

/** The error replies of one command, or of those in a MULTI, also behind an error that names the key. */
function repliesOf(error: unknown): string[] {
  if (error instanceof UnreadableRecordError) return repliesOf(error.cause);
  if (error instanceof MultiErrorReply) return [...error.errors()].map(messageOf);
  return error instanceof ErrorReply ? [error.message] : [];
}
