// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createConcurrently, Logger, LogError, LogOutput } from 'concurrently';
import { describeExit, SERVICE_NODE_FLAGS } from '@stockade/local';
import { BAD_SETTINGS_EXIT_CODE } from '@stockade/settings';
import { ROOT } from '../paths.mjs';
import { isReadByPeople, plain, readable } from './readable-log.mjs';

const RESTART_DELAY_MS = 250;
/** Above the 15 s that a service gives itself. */
const STOP_DEADLINE_MS = 20_000;

/**
 * @typedef {object} Supervised
 * @property {() => Promise<void>} stop
 */

/**
 * Runs the services side by side, their output under their names, and starts one that ends again, for ever; but for one
 * that refuses its settings, since it would do so again.
 *
 * concurrently's own restart leaves a service alone that ended with 0, as one does that somebody stopped by hand; its
 * own kill needs `ps`, which slim containers do not have. Hence the small controller below and our own spawn.
 *
 * @param {readonly import('./programs.mjs').Program[]} programs
 * @param {object} options
 * @param {(program: import('./programs.mjs').Program) => import('@stockade/settings').Environment} options.envOf
 * @param {(name: string, pid: number) => void} options.onSpawn
 * @param {(name: string) => void} options.onRefusal a service cannot start with its settings
 * @param {(line: string) => void} options.say
 * @param {number} options.stopDelayMs how long one that was told to stop still takes requests
 * @param {AbortSignal} options.hurrying kills those that are still stopping
 * @returns {Supervised}
 */
export function superviseServices(programs, { envOf, onSpawn, onRefusal, say, stopDelayMs, hurrying }) {
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  const children = new Map();
  const deadlineMs = STOP_DEADLINE_MS + stopDelayMs;
  let stopping = false;

  const logger = new Logger({ prefixFormat: 'name' });
  const keepRunning = {
    /** @param {import('concurrently').Command[]} commands */
    handle(commands) {
      for (const command of commands) {
        command.close.subscribe(({ exitCode }) => {
          if (stopping) return;
          if (exitCode === BAD_SETTINGS_EXIT_CODE) return onRefusal(command.name);
          say(`${command.name} ended (${exitCode}); starting it again`);
          setTimeout(() => stopping || command.start(), RESTART_DELAY_MS);
        });
      }
      return { commands };
    },
  };
  const commands = programs.map(({ name, colour }) => ({ name, command: name, prefixColor: colour }));
  const { result } = createConcurrently(commands, {
    logger,
    outputStream: isReadByPeople() ? readable(process.stdout) : plain(process.stdout),
    controllers: [new LogError({ logger }), new LogOutput({ logger }), keepRunning],
    spawn(name, options) {
      const program = programs.find((one) => one.name === name);
      if (program === undefined) throw new Error(`no program is called ${name}`);
      const child = spawn(process.execPath, [...SERVICE_NODE_FLAGS, join(ROOT, program.main), '--stop-with-parent'], {
        ...options,
        cwd: ROOT,
        env: envOf(program),
        // The channel ends with us, however we end, and so tells the service to stop.
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      children.set(name, child);
      if (child.pid !== undefined) onSpawn(name, child.pid);
      return child;
    },
    kill: (pid, signal) => process.kill(pid, signal),
  });
  result.catch(() => {
    // It settles when the services have ended, which is for us to judge.
  });

  return {
    async stop() {
      stopping = true;
      await Promise.all([...children].map(([name, child]) => stopChild(name, child, { say, hurrying, deadlineMs })));
    },
  };
}

/**
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ say: (line: string) => void, hurrying: AbortSignal, deadlineMs: number }} options
 * @returns {Promise<void>}
 */
function stopChild(name, child, { say, hurrying, deadlineMs }) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const overdue = setTimeout(() => {
      say(`${name} did not stop within ${deadlineMs} ms and is killed`);
      child.kill('SIGKILL');
    }, deadlineMs);
    hurrying.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
    child.once('close', (code, signal) => {
      clearTimeout(overdue);
      // One that has not begun to listen for the signal yet ends of it.
      if (code !== 0 && signal !== 'SIGTERM') say(`${name} did not stop well (${describeExit({ code, signal })})`);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
