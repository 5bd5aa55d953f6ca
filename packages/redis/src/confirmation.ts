import { connectInBackground, type Redis } from './client.js';
import { messageOf, NotConfirmedError } from './errors.js';
import { askDisks, askMemories, CONFIRM_DEADLINE_MS, knowsWaitaof, missing, type Holders } from './holders.js';
import { settlesWithin } from './settles-within.js';

/** How much later the reply itself may come; after that the connection is replaced. */
const REPLY_GRACE_MS = 250;

/** The primary with which a task began. */
export interface Mark {
  /** How the server identifies itself; null when it cannot be asked. */
  server: Promise<Server | null>;
}

interface Server {
  /** Differs for each start of a server. */
  runId: string;
  tellsOfDisks: boolean;
}

/** Tells when what was written can no longer be lost with the primary's machine (G9 in docs/guarantees.md). */
export interface Confirmation {
  /** To be called before the first command of the task, whose outcome is then to be confirmed. */
  mark(): Mark;
  /**
   * Resolves when enough replicas have all that the primary had when this was called: what the task has written, and what it
   * has read. Rejects with a NotConfirmedError when they do not have it in time, and when the task's commands may have gone to
   * another primary than the one that can be asked now. Then the task may be done or not, and may be undone by a failover.
   */
  confirmed(since: Mark): Promise<void>;
  /** Why nothing is confirmed now, or null. */
  trouble(): Promise<string | null>;
  close(): void;
}

/** The mark of an unknown primary: nothing that is done there is ever confirmed. */
export const ANY: Mark = { server: Promise.resolve(null) };

/** For a Redis whose replicas, if it has any, are not waited for. */
export const NO_CONFIRMATION: Confirmation = {
  mark: () => ANY,
  confirmed: () => Promise.resolve(),
  trouble: () => Promise.resolve(null),
  close() {},
};

export interface ConfirmationOptions {
  /** How many replicas must have it; at least 1. */
  replicasMin: number;
  /** The connection on which the tasks' commands run. */
  commands: Redis;
  /** Makes an unconnected client to the same Redis. */
  connect: () => Redis;
}

interface Call {
  since: Mark;
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * Asks Redis with `WAITAOF` or `WAIT`, one question at a time for all tasks that wait; how many tasks share an answer depends on the
 * load. The question has a connection of its own, because it blocks all later commands of its connection. Redis answers for the
 * writes up to the last command of the asking connection, so a PING before the question covers whatever other connections have
 * written by then. That holds on one primary only: a task is not confirmed if its connection was reopened meanwhile, or if it ran on
 * another server than the one that is asked.
 */
export function makeConfirmation({ replicasMin, commands, connect }: ConfirmationOptions): Confirmation {
  const asking = makeAsker(replicasMin, connect);
  const readMark = () => ({ server: readServer(commands) });
  let mark: Mark = commands.isReady ? readMark() : ANY;
  let waiting: Call[] = [];
  let isAsking = false;
  const onReady = () => (mark = readMark());
  commands.on('ready', onReady);

  async function answerAll(): Promise<void> {
    while (waiting.length > 0) {
      const calls = waiting;
      waiting = [];
      // Before the question: only a task of the primary that is asked can be confirmed by the answer.
      const now = mark;
      const trouble = await asking.ask(now);
      for (const { since, resolve, reject } of calls) {
        if (trouble === null && since === now) resolve();
        else reject(new NotConfirmedError(trouble ?? 'the connection to the primary was made anew meanwhile'));
      }
    }
    isAsking = false;
  }

  const confirmed = (since: Mark) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ since, resolve, reject });
      if (isAsking) return;
      isAsking = true;
      setImmediate(() => void answerAll());
    });

  return {
    mark: () => mark,
    confirmed,
    trouble: () => confirmed(mark).then(() => null, messageOf),
    close() {
      commands.off('ready', onReady);
      asking.close();
    },
  };
}

/** The connection on which Redis is asked. */
function makeAsker(replicasMin: number, connect: () => Redis) {
  let connection = open();
  let server: Promise<Server | null> = Promise.resolve(null);

  function open(): Redis {
    const opened = connect();
    opened.on('ready', () => {
      server = readServer(opened);
    });
    connectInBackground(opened);
    return opened;
  }

  /** Sends the question. Resolves with the servers that have the writes; rejects when Redis refuses to answer. */
  async function count(tellsOfDisks: boolean): Promise<Holders> {
    const covers = connection.ping();
    // Both leave in one packet.
    const reply = tellsOfDisks ? askDisks(connection, replicasMin) : askMemories(connection, replicasMin);
    const [, holders] = await Promise.all([covers, reply]);
    return holders;
  }

  return {
    /** Why what the primary of the mark has now is not confirmed, or null when it is. */
    async ask(mark: Mark): Promise<string | null> {
      if (!connection.isReady) return 'Redis is not there';
      const used = connection;
      const itsServer = server;
      const answered = (async () => {
        const [there, here] = await Promise.all([mark.server, itsServer]);
        if (there === null || here === null) return 'Redis does not say which server it is';
        if (there.runId !== here.runId) return 'the primary of Redis is moving';
        const holders = await count(here.tellsOfDisks);
        // If the connection was reopened since, the answer may come from another server.
        if (server !== itsServer) return 'the primary of Redis is moving';
        return missing(holders, replicasMin);
      })().catch((error: unknown) => String(error));
      if (await settlesWithin(answered, CONFIRM_DEADLINE_MS + REPLY_GRACE_MS)) return answered;
      used.destroy();
      connection = open();
      return `Redis did not say within ${CONFIRM_DEADLINE_MS} ms what its replicas have`;
    },
    close() {
      if (connection.isOpen) connection.destroy();
    },
  };
}

async function readServer(redis: Redis): Promise<Server | null> {
  const info = await redis.info('server').catch(() => '');
  const runId = /^run_id:(\w+)/m.exec(info)?.[1];
  const version = /^(?:valkey|redis)_version:(\S+)/m.exec(info)?.[1] ?? '';
  return runId === undefined ? null : { runId, tellsOfDisks: knowsWaitaof(version) };
}
