// @ts-check
import { constants } from 'node:os';

/** npm passes on the Ctrl-C that the terminal has sent us already: what comes this soon is the same keystroke. */
const SAME_KEYSTROKE_MS = 500;
const PARENT_LOOK_INTERVAL_MS = 500;
/** What a shell adds to a signal's number when it tells how a command ended. */
const SHELL_OFFSET = 128;

/** The run was told to stop. */
export class Stopped extends Error {
  /** @override */
  name = 'Stopped';
}

/**
 * @typedef {object} StopSignals
 * @property {AbortSignal} stopping told to stop
 * @property {Promise<void>} stopped resolves then
 * @property {AbortSignal} hurrying told again by somebody who does not want to wait
 * @property {() => number} exitCode as a shell tells that a signal ended a command: 130 after Ctrl-C, 143 after SIGTERM
 */

/**
 * Listens to the signals that end a program. Under npm it also stops, as after SIGTERM, when what npm started us with
 * is gone: a shell that stands between us and npm does not pass signals on.
 * @returns {StopSignals}
 */
export function listenForStop() {
  const stopping = new AbortController();
  const hurrying = new AbortController();
  let tellStopped = () => {};
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => {
    tellStopped = resolve;
  });
  let exitCode = 0;
  let toldAtMs = 0;
  /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
  const onSignal = (signal) => {
    const nowMs = performance.now();
    if (stopping.signal.aborted) {
      if (nowMs - toldAtMs > SAME_KEYSTROKE_MS) hurrying.abort();
      return;
    }
    toldAtMs = nowMs;
    exitCode = SHELL_OFFSET + constants.signals[signal];
    stopping.abort();
    tellStopped();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => onSignal(signal));
  if (process.env['npm_lifecycle_event'] !== undefined) onParentGone(() => onSignal('SIGTERM'));
  return { stopping: stopping.signal, stopped, hurrying: hurrying.signal, exitCode: () => exitCode };
}

/**
 * Waits for something, or throws Stopped when told to stop first.
 * @template T
 * @param {Promise<T>} work
 * @param {StopSignals} signals
 * @returns {Promise<T>}
 */
export function unlessStopped(work, { stopped }) {
  return Promise.race([work, stopped.then(throwStopped)]);
}

/** @returns {never} */
function throwStopped() {
  throw new Stopped('told to stop');
}

/** @param {() => void} then */
function onParentGone(then) {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    then();
  }, PARENT_LOOK_INTERVAL_MS).unref();
}
