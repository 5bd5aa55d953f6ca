// @ts-check
import { existsSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runStep } from './run-step.mjs';

/** Where a `.bin` link points may differ between package managers; this is the compiler's own entry. */
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/**
 * Makes a clone ready to run: installs what is locked and builds what has changed, one line each.
 * Ends the process with the failing step's whole output when one fails.
 * @param {readonly string[]} [folders] Whose members are built. Only what is needed: a test that does not compile must not
 * keep the services from starting.
 */
export async function bootstrap(folders = ['packages', 'services']) {
  if (!isInstalled())
    await step('installing the dependencies', 'npx', ['--yes', pnpmOfManifest(), 'install', '--frozen-lockfile']);
  await build(folders);
}

/** pnpm keeps a copy of the lockfile that it last installed from; it writes it when it is done. */
function isInstalled() {
  const installed = readIfThere(join(ROOT, 'node_modules', '.pnpm', 'lock.yaml'));
  return installed !== undefined && installed === readIfThere(join(ROOT, 'pnpm-lock.yaml'));
}

/** @param {readonly string[]} folders */
function build(folders) {
  const projects = folders
    .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
    .filter((project) => existsSync(join(project, 'tsconfig.json')));
  return step('building', process.execPath, [TSC, '-b', ...projects]);
}

/**
 * Runs one command and says so in a line; ends the process with its whole output when it fails.
 * @param {string} what
 * @param {string} command
 * @param {readonly string[]} args
 */
export async function step(what, command, args) {
  tell(`${what} … `);
  const { ok, output, seconds } = await runStep(command, args);
  tell(`${ok ? 'done' : 'failed'} in ${seconds}\n`);
  if (ok) return;
  console.error(`${command} ${args.join(' ')}\n${output}`);
  process.exit(1);
}

/** Prints a part of a line where it can be printed: it is no reason to end that nobody reads it. @param {string} text */
function tell(text) {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    // The command that follows ends for the same reason, in its own way.
  }
}

/** `pnpm@12.21.0`, from the only place that names the version. */
function pnpmOfManifest() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).packageManager;
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
