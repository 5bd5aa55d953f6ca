// @ts-check
// Who takes part: Stockade, and every folder with a peer.
import { UsageError } from '../usage-error.mjs';
import { installPeer, peerNames } from './install.mjs';
import { stockade } from './stockade.mjs';
import { openPeer } from './system.mjs';

/**
 * @typedef {{ name: string, title: string, absent: string }} Absent one that cannot be started here, and why
 * @typedef {import('./system.mjs').Entrant | Absent} Candidate
 */

/**
 * @param {readonly string[] | undefined} only their names; default all
 * @param {(line: string) => void} say
 * @returns {Promise<Candidate[]>}
 */
export async function enter(only, say) {
  const all = [stockade.name, ...(await peerNames())];
  const unknown = (only ?? []).filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`--only: no such system: ${unknown.join(', ')}; there are ${all.join(', ')}`);
  const candidates = [];
  for (const name of all.filter((one) => only?.includes(one) ?? true))
    candidates.push(name === stockade.name ? stockade : await enterPeer(name, say));
  return candidates;
}

/** @param {string} name @param {(line: string) => void} say @returns {Promise<Candidate>} */
async function enterPeer(name, say) {
  const peer = await loadPeer(name);
  try {
    const installed = await installPeer(name, say);
    const absent = await peer.unavailable?.({ bin: installed.bin });
    if (absent !== undefined) return { name, title: peer.title, absent };
    return {
      name,
      title: peer.title,
      versions: installed.versions,
      settings: peer.settings ?? [],
      ...(peer.note !== undefined && { note: peer.note }),
      open: (place) => openPeer(peer, installed, place),
    };
  } catch (error) {
    return { name, title: peer.title, absent: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {string} name @returns {Promise<import('./system.mjs').Peer>} */
export async function loadPeer(name) {
  /** @type {{ default: import('./system.mjs').Peer }} */
  const { default: peer } = await import(new URL(`${name}/peer.mjs`, import.meta.url).href);
  return peer;
}
