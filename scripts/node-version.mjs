// @ts-check
// Runs on any Node from 14 on, far enough to say what is wrong: nothing newer than that in its syntax.
import { readFileSync } from 'fs';

/**
 * Why this Node does not do, in one line, or undefined when it does.
 * @param {string} found as `process.versions.node` gives it
 * @param {string} needed as `engines.node` gives it, such as `>=20.19`
 */
export function nodeVersionProblem(found, needed) {
  const [major, minor] = numbersOf(found);
  const [majorMin, minorMin] = numbersOf(needed);
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return undefined;
  return `Stockade needs Node ${needed}, and this is Node ${found}. Get one at https://nodejs.org or with your version switcher.`;
}

/** Ends the process with one line on stderr when it runs on a Node that is too old. */
export function requireNode() {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const problem = nodeVersionProblem(process.versions.node, manifest.engines.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}

/**
 * The first two numbers of a version.
 * @param {string} version
 * @returns {[number, number]}
 */
function numbersOf(version) {
  const match = /(\d+)\.(\d+)/.exec(version);
  if (match === null) throw new Error('not a version: ' + version);
  return [Number(match[1]), Number(match[2])];
}
