// @ts-check
// The Node processes of a peer.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort, startProcess } from '@stockade/local';

const READY_DEADLINE_MS = 60_000;
const RUN_DEADLINE_MS = 60_000;
/** Of the books of a run. */
const OUTPUT_BYTES_MAX = 512 * 1_048_576;

/** @param {import('./system.mjs').PeerProcess} one @param {string} folder @param {() => Record<string, string>} environment */
export async function makeMember({ name, file, env = {}, killed }, folder, environment) {
  const port = await freePort();
  /** @type {Awaited<ReturnType<typeof startProcess>> | undefined} */
  let present;
  return {
    name,
    part: killed ?? name,
    url: `http://127.0.0.1:${port}`,
    pid: () => present?.pid ?? 0,
    async start() {
      const settings = { ...environment(), PORT: String(port), ...env };
      present = await startProcess({ name, command: process.execPath, args: [join(folder, file)], env: settings });
      await present.waitForOutput(/^ready$/m, READY_DEADLINE_MS);
    },
    async kill() {
      await present?.kill();
    },
    async stop() {
      if (present?.exit() === undefined) await present?.stop();
    },
  };
}

/** @param {string} file @param {Record<string, string>} env @returns {Promise<string>} what it printed */
export async function runToEnd(file, env) {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: RUN_DEADLINE_MS });
  const [output, errors, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}:\n${errors}${output.slice(-2_000)}`);
  return output;
}

/** @param {import('node:stream').Readable} stream */
async function textOf(stream) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > OUTPUT_BYTES_MAX) throw new Error('it printed too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
