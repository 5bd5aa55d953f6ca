import { runCommand } from './run-command.js';
import { obtainProgram } from './unpacked-program.js';

/** Names the Prometheus that a test has scrape the services; its `promtool` is beside it. */
export const PROMETHEUS_VARIABLE = 'STOCKADE_PROMETHEUS';

const VERSION_TIMEOUT_MS = 30_000;

/** Finds a Prometheus for the tests or gets one, as `obtainProgram` does. */
export function obtainPrometheus(say: (line: string) => void): Promise<string | undefined> {
  return obtainProgram(
    {
      title: 'Prometheus',
      variable: PROMETHEUS_VARIABLE,
      names: ['prometheus'],
      packages: ['prometheus'],
      folder: 'prometheus',
      path: 'root/usr/bin/prometheus',
      works: async (path) =>
        (await runCommand(path, ['--version'], VERSION_TIMEOUT_MS)).ok &&
        (await runCommand(promtoolOf(path), ['--version'], VERSION_TIMEOUT_MS)).ok,
    },
    say,
  );
}

/** The tool that checks the files of a Prometheus. */
export const promtoolOf = (prometheus: string): string => prometheus.replace(/[^/]*$/, 'promtool');
