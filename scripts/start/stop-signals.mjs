// @ts-check
import { setMaxListeners } from 'node:events';
import { constants } from 'node:os';
import { whenOutputIsLost } from '@stockade/settings';

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
 * @property {() => number} exitCode as a shell tells that a signal ended a command: 130 after Ctrl-C, 143 after
 *   SIGTERM, 141 when nobody reads the output any longer
 */

/**
 * Listens to the signals that end a program, and stops as well when its output can no longer be written. Under npm it also
 * stops, as after SIGTERM, when what npm started us with is gone: a shell that stands between us and npm does not pass signals
 * on.
 * @param {(line: string) => void} say
 * @returns {StopSignals}
 */
export function listenForStop(say) {
  const stopping = new AbortController();
  const hurrying = new AbortController();
  // Each process of each service waits for it.
  setMaxListeners(0, stopping.signal, hurrying.signal);
  let tellStopped = () => {};
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => {
    tellStopped = resolve;
  });
  let exitCode = 0;
  /** @param {number} code */
  const stop = (code) => {
    if (stopping.signal.aborted) return;
    exitCode = code;
    stopping.abort();
    tellStopped();
  };
  let toldAtMs = Infinity;
  /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
  const onSignal = (signal) => {
    const nowMs = performance.now();
    if (nowMs - toldAtMs > SAME_KEYSTROKE_MS) hurrying.abort();
    toldAtMs = Math.min(toldAtMs, nowMs);
    stop(SHELL_OFFSET + constants.signals[signal]);
  };
  whenOutputIsLost((lost) => {
    if (lost.trouble !== null) say(lost.trouble);
    stop(lost.exitCode);
  });
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
