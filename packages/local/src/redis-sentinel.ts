import { writeFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connectOnce } from './client-once.js';
import { startProcess, type RunningProcess } from './process.js';
import type { RedisProgram } from './redis-program.js';
import { waitUntil } from './wait-until.js';
import { whoAnswers } from './who-answers.js';

const READY_DEADLINE_MS = 10_000;
/** How often it asks the servers who follows whom, in ms; by default only every ten seconds. Redis 7.0 and newer take it. */
const INFO_PERIOD_MS = '500';
const ONLY_OWNER_MODE = 0o600;

export interface SentinelOptions {
  program: RedisProgram;
  /** Where it keeps what it knows, which it also needs after a restart; made if it is missing. */
  dir: string;
  port: number;
  primaryName: string;
  /** Where the primary is at the very first start; later it knows that itself. */
  primaryPort: number;
  password?: string | undefined;
  /** How many sentinels must agree that the primary is gone. */
  quorum: number;
  /** How long the primary may say nothing, in ms. */
  downAfterMs: number;
  /** How long a failover may take, in ms; the next attempt after a failed one comes twice as late. */
  failoverTimeoutMs: number;
}

/** Starts a sentinel on 127.0.0.1; resolves when it answers. */
export async function startSentinel(options: SentinelOptions): Promise<RunningProcess> {
  const { program, port } = options;
  if (program.kind !== 'binary')
    throw new Error(
      'Redis with Sentinel needs a redis-server or valkey-server on this machine, and Docker has the only one',
    );
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const file = join(dir, 'sentinel.conf');
  // Sentinel writes down there what it has decided.
  if (!existsSync(file)) await writeFile(file, configurationOf(options, dir), { mode: ONLY_OWNER_MODE });
  const sentinel = await startProcess({
    name: `sentinel on port ${port}`,
    command: program.path,
    args: [file, '--sentinel'],
    detached: true,
  });
  const answers = async () => (await whoAnswers(port)) === sentinel.pid || sentinel.exit() !== undefined;
  await waitUntil(answers, { what: `the sentinel on port ${port} to answer`, deadlineMs: READY_DEADLINE_MS });
  if (sentinel.exit() !== undefined) throw new Error(`the sentinel on port ${port} ended:\n${sentinel.output()}`);
  const client = await connectOnce(`redis://127.0.0.1:${port}`);
  await client
    .sendCommand(['SENTINEL', 'DEBUG', 'INFO-PERIOD', INFO_PERIOD_MS])
    .catch(() => 'it takes a little longer');
  client.destroy();
  return sentinel;
}

function configurationOf(options: SentinelOptions, dir: string): string {
  const { port, primaryName: name, primaryPort, password, quorum, downAfterMs, failoverTimeoutMs } = options;
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir "${dir}"`,
    `sentinel monitor ${name} 127.0.0.1 ${primaryPort} ${quorum}`,
    ...(password === undefined ? [] : [`sentinel auth-pass ${name} ${password}`]),
    `sentinel down-after-milliseconds ${name} ${downAfterMs}`,
    `sentinel failover-timeout ${name} ${failoverTimeoutMs}`,
    `sentinel parallel-syncs ${name} 2`,
    '',
  ].join('\n');
}
