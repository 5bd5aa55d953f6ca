import { realpath } from 'node:fs/promises';
import { connectOnce } from './client-once.js';
import { CONTAINER_DIR_LABEL } from './redis-launch.js';
import type { RedisProgram } from './redis-program.js';
import { runCommand } from './run-command.js';
import { waitUntil } from './wait-until.js';

const SHUTDOWN_DEADLINE_MS = 30_000;
const DOCKER_STOP_TIMEOUT_MS = 60_000;

export interface Orphan {
  /** Absolute. */
  dir: string;
  /** Where the server was last seen. */
  port: number;
  program: RedisProgram;
}

/**
 * Shuts down a server that still works on a directory, so that another can take it over; two on one append-only file
 * destroy it. A server that merely has the port now is left alone.
 * Answers whether there was one. Throws an Error when it does not go away.
 */
export async function shutDownOrphan({ dir, port, program }: Orphan): Promise<boolean> {
  if (program.kind === 'docker') return stopContainers(dir);
  const url = `redis://127.0.0.1:${port}`;
  const client = await connectOnce(url).catch(() => undefined);
  if (client === undefined) return false;
  try {
    const { dir: itsDir } = await client.configGet('dir').catch(() => ({ dir: undefined }));
    if (itsDir !== (await realpath(dir))) return false;
    await client.sendCommand(['SHUTDOWN']).catch(() => {
      // It hangs up instead of answering.
    });
  } finally {
    client.destroy();
  }
  await waitUntil(() => isGone(url), {
    what: `the orphaned Redis on port ${port} to shut down`,
    deadlineMs: SHUTDOWN_DEADLINE_MS,
  });
  return true;
}

async function isGone(url: string): Promise<boolean> {
  const client = await connectOnce(url).catch(() => undefined);
  client?.destroy();
  return client === undefined;
}

async function stopContainers(dir: string): Promise<boolean> {
  const filter = ['--quiet', '--filter', `label=${CONTAINER_DIR_LABEL}=${dir}`];
  const listed = await runCommand('docker', ['ps', ...filter], DOCKER_STOP_TIMEOUT_MS);
  if (!listed.ok) throw new Error(`cannot see whether a Redis container runs on ${dir}: ${listed.output}`);
  const containers = listed.output.split('\n').filter(Boolean);
  if (containers.length === 0) return false;
  const stopped = await runCommand('docker', ['stop', ...containers], DOCKER_STOP_TIMEOUT_MS);
  if (!stopped.ok) throw new Error(`cannot stop the orphaned Redis container on ${dir}: ${stopped.output}`);
  return true;
}
