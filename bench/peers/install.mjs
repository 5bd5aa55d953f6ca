// @ts-check
// Peers are installed beside this workspace, in the cache of the user, and only when they are measured: nobody who runs the shop
// fetches them.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from '@stockade/local';
import { z } from 'zod';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'stockade', 'peers');
const NO_PEER = ['parts', 'node_modules'];

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** @typedef {{ bin: string, folder: string, versions: Record<string, string> }} Installed */

/** @returns {Promise<string[]>} the names of all peers */
export async function peerNames() {
  const entries = await readdir(HERE, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !NO_PEER.includes(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

/**
 * Copies the files of a peer to the cache and installs its packages there, unless these very ones are.
 * @param {string} name
 * @param {(line: string) => void} say
 * @param {string} [as] the name of the copy, which may then be changed
 * @returns {Promise<Installed>}
 */
export async function installPeer(name, say, as = name) {
  const bin = join(CACHE, as);
  await mkdir(bin, { recursive: true });
  const manifest = await readFile(join(HERE, name, 'package.json'), 'utf8');
  for (const [from, to] of [
    [name, name],
    ['parts', 'parts'],
  ]) {
    await rm(join(bin, to ?? ''), { recursive: true, force: true });
    await cp(join(HERE, from ?? ''), join(bin, to ?? ''), { recursive: true });
  }
  const stamp = createHash('sha256').update(`${process.version}\n${manifest}`).digest('hex');
  const installed = await readFile(join(bin, 'installed'), 'utf8').catch(() => '');
  if (installed !== stamp) {
    say(`installing ${name} into ${bin}`);
    await writeFile(join(bin, 'package.json'), manifest);
    const npm = await startProcess({
      name: `npm install of ${name}`,
      command: 'npm',
      args: ['install', '--no-audit', '--no-fund', '--loglevel=error'],
      cwd: bin,
    });
    const { code } = await npm.exited;
    if (code !== 0) throw new Error(`npm could not install ${name}:\n${npm.output()}`);
    await writeFile(join(bin, 'installed'), stamp);
  }
  const { dependencies } = manifestSchema.parse(JSON.parse(manifest));
  return { bin, folder: join(bin, name), versions: dependencies };
}
