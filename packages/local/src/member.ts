import { join } from 'node:path';
import { SERVICE_NODE_FLAGS } from './node-flags.js';
import { startProcess, type Exit, type RunningProcess } from './process.js';
import { waitUntil } from './wait-until.js';

/** Long, because a busy machine starts many processes slowly. */
const READY_DEADLINE_MS = 60_000;

/** A program of `services/`, on a port of its own, that can be ended and started again there. */
export interface Member {
  readonly name: string;
  readonly url: string;
  /** The present process. Throws when it was never started. */
  process(): RunningProcess;
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  killNow(): Promise<Exit>;
  /** Throws an Error with what it printed when it does not exit with 0. */
  stop(): Promise<void>;
}

export interface MemberOptions {
  name: string;
  /** Below `services/`; a variable of this name and `_PORT` tells it where to listen. */
  folder: string;
  port: number;
  /** Or what gives it, whenever the program starts. */
  env: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  /** The root of the built workspace. */
  workspace: string;
}

export function makeMember({ name, folder, port, env, workspace }: MemberOptions): Member {
  const main = join(workspace, 'services', folder, 'dist', 'main.js');
  const settings = () => ({
    ...(typeof env === 'function' ? env() : env),
    [`${folder.toUpperCase()}_PORT`]: String(port),
  });
  const url = `http://127.0.0.1:${port}`;
  let present: RunningProcess | undefined;
  const started = () => {
    if (present === undefined) throw new Error(`${name} was never started`);
    return present;
  };
  return {
    name,
    url,
    process: started,
    async start() {
      if (present && present.exit() === undefined) throw new Error(`${name} runs already`);
      present = await startProcess({
        name,
        command: process.execPath,
        args: [...SERVICE_NODE_FLAGS, main],
        env: settings(),
      });
      await untilReady(present, url);
    },
    killNow: async () => started().kill(),
    async stop() {
      if (present === undefined || present.exit() !== undefined) return;
      const { code, signal } = await present.stop();
      if (code !== 0)
        throw new Error(`${name} ended with ${signal ?? `exit code ${code}`}; it printed:\n${present.output()}`);
    },
  };
}

async function untilReady(service: RunningProcess, url: string): Promise<void> {
  const look = async () => {
    if (service.exit()) return 'ended';
    const response = await fetch(`${url}/health/ready`);
    const text = await response.text();
    if (!response.ok) throw new Error(`it says ${text}`);
    return 'ready';
  };
  const seen = await waitUntil(look, { what: `${service.name} to be ready`, deadlineMs: READY_DEADLINE_MS }).catch(
    (error: unknown) => {
      throw new Error(`${service.name} is not ready: ${String(error)}; it printed:\n${service.output()}`, {
        cause: error,
      });
    },
  );
  if (seen === 'ended')
    throw new Error(`${service.name} ended instead of getting ready; it printed:\n${service.output()}`);
}
