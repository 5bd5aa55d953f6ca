import { accessSync } from 'node:fs';
import { REDIS_MAJOR_MIN } from './redis-program.js';
import { runCommand } from './run-command.js';

const APT_TIMEOUT_MS = 300_000;
const PROBE_TIMEOUT_MS = 10_000;
const PACKAGES = ['redis-server', 'valkey-server'];

/** `  Candidate: 5:7.0.15-1~deb12u1`, with or without an epoch. */
const CANDIDATE_MAJOR = /Candidate: (?:\d+:)?(\d+)\./;

/**
 * Debian starts a service as soon as its package is installed, unless this policy file forbids it; and systemd would
 * start it at the next boot. We want the program and not a server on port 6379.
 */
const INSTALL_WITHOUT_SERVICE = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=120 "$1"
if [ -d /run/systemd/system ]; then systemctl disable --quiet "$1"; fi
`;

export type AptResult = 'installed' | { not: string };

/**
 * Installs a Redis from the distribution's packages, on Debian or Ubuntu as root or with a sudo that asks for no
 * password. `say` is told before anything changes on the machine.
 * Answers `installed`, or why it could not.
 */
export async function installWithApt(say: (line: string) => void): Promise<AptResult> {
  if (!isDebian()) return { not: 'this is not Debian or Ubuntu' };
  const asRoot = await rootPrefix();
  if (asRoot === undefined) return { not: 'apt needs root, and sudo asks for a password' };

  say('no Redis on the PATH: installing one with apt (no system service is started)');
  const update = await run([...asRoot, 'apt-get', 'update', '-q']);
  const candidate = await installable();
  if (candidate === undefined) {
    return {
      not: `apt offers no ${PACKAGES.join(' or ')} ${REDIS_MAJOR_MIN}.0 or newer${update.ok ? '' : `: ${update.output}`}`,
    };
  }
  const install = ['env', 'DEBIAN_FRONTEND=noninteractive', 'sh', '-c', INSTALL_WITHOUT_SERVICE, 'install', candidate];
  const result = await run([...asRoot, ...install]);
  return result.ok ? 'installed' : { not: `apt-get install ${candidate} failed: ${result.output}` };
}

function isDebian(): boolean {
  try {
    accessSync('/etc/debian_version');
    return true;
  } catch {
    return false;
  }
}

/** What to put before a command so that it runs as root, or undefined when that cannot be had without a person. */
async function rootPrefix(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = await runCommand('sudo', ['-n', 'true'], PROBE_TIMEOUT_MS);
  return sudo.ok ? ['sudo', '-n'] : undefined;
}

async function installable(): Promise<string | undefined> {
  for (const name of PACKAGES) {
    const policy = await runCommand('apt-cache', ['policy', name], PROBE_TIMEOUT_MS);
    if (Number(CANDIDATE_MAJOR.exec(policy.output)?.[1]) >= REDIS_MAJOR_MIN) return name;
  }
  return undefined;
}

function run([command = '', ...args]: string[]) {
  return runCommand(command, args, APT_TIMEOUT_MS);
}
