// @ts-check
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { ROOT } from './paths.mjs';

/**
 * @typedef {object} StepResult
 * @property {boolean} ok
 * @property {string} output stdout and stderr, in the order in which they came
 * @property {string} seconds how long it took, such as `1.2 s`
 */

/**
 * Runs one command in the root of the workspace, silently. Never rejects.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<StepResult>}
 */
export function runStep(command, args) {
  const startedAtMs = performance.now();
  return new Promise((resolve) => {
    let output = '';
    /** @param {boolean} ok */
    const end = (ok) =>
      resolve({ ok, output: output.trim(), seconds: `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s` });
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) => {
      output += String(error);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
