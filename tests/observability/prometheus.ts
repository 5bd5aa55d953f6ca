import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, startProcess, waitUntil } from '@stockade/testing';
import { z } from 'zod';
import { RULES_FILE } from './rules.js';

export const CONFIG_FILE = new URL('../../docker/observability/prometheus.yml', import.meta.url);
const INTERVAL = '500ms';
/** For how long a test waits until an alert fires that waits for minutes. */
const HOLDS_FOR = '1s';
const READY_DEADLINE_MS = 20_000;

/** A Prometheus that scrapes what a test has started. */
export interface Prometheus {
  /** The values that an expression has now; none where no series matches. */
  query(expression: string): Promise<{ labels: Readonly<Record<string, string>>; value: number }[]>;
  /** The values that a label has in some series. */
  valuesOf(label: string, series: string): Promise<string[]>;
  /** The rules that it has read, whether they could be evaluated, and how they are: `inactive`, `pending` or `firing`. */
  rules(): Promise<{ name: string; query: string; health: string; state: string }[]>;
  stop(): Promise<void>;
}

interface Options {
  program: string;
  /** An empty folder. */
  dir: string;
  /** The addresses of the processes of each job. */
  targets: Readonly<Record<string, readonly string[]>>;
}

/**
 * Runs it with copies of our files in which three things are changed: it finds the processes at these addresses and not by their
 * name, it looks twice a second, and no alert waits for longer than a second.
 */
export async function startPrometheus({ program, dir, targets }: Options): Promise<Prometheus> {
  const config = await readFile(CONFIG_FILE, 'utf8');
  await writeFile(join(dir, 'prometheus.yml'), retarget(config, targets));
  const rules = await readFile(RULES_FILE, 'utf8');
  await writeFile(join(dir, 'alerts.yml'), rules.replaceAll(/^( +for:) .+$/gm, `$1 ${HOLDS_FOR}`));
  const address = `127.0.0.1:${await freePort()}`;
  const args = [
    `--config.file=${join(dir, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(dir, 'data')}`,
    `--web.listen-address=${address}`,
  ];
  const running = await startProcess({ name: 'prometheus', command: program, args });
  const isReady = async () => (await fetch(`http://${address}/-/ready`)).ok;
  await waitUntil(isReady, { what: 'prometheus to be ready', deadlineMs: READY_DEADLINE_MS });

  async function ask<Data>(path: string, parameters: Record<string, string>, data: z.ZodType<Data>): Promise<Data> {
    const answer = await fetch(`http://${address}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`);
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`prometheus answered ${answer.status}: ${JSON.stringify(body)}`);
    return z.object({ data }).parse(body).data;
  }
  return {
    async query(expression) {
      const { result } = await ask('query', { query: expression }, vectorSchema);
      return result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    valuesOf: (label, series) => ask(`label/${label}/values`, { 'match[]': series }, z.array(z.string())),
    async rules() {
      const { groups } = await ask('rules', {}, rulesSchema);
      return groups.flatMap((group) => group.rules);
    },
    async stop() {
      const { code } = await running.stop();
      if (code !== 0) throw new Error(`prometheus ended with ${code}:\n${running.output()}`);
    },
  };
}

const LOOKED_UP = /^ +dns_sd_configs: \[\{ names: \[(\w+)\], .*\}\]$/gm;
const INTERVALS = /_interval: 15s$/gm;

function retarget(config: string, targets: Options['targets']): string {
  const left = new Set(Object.keys(targets));
  const changed = config.replaceAll(INTERVALS, `_interval: ${INTERVAL}`).replaceAll(LOOKED_UP, (_, job: string) => {
    left.delete(job);
    return `    static_configs: [{ targets: ${JSON.stringify(targets[job] ?? [])} }]`;
  });
  if (left.size > 0 || changed.includes('dns_sd')) throw new Error(`prometheus.yml looks up other names:\n${changed}`);
  return changed;
}

const vectorSchema = z.object({
  resultType: z.literal('vector'),
  result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
});
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(z.object({ name: z.string(), query: z.string(), health: z.string(), state: z.string() })),
    }),
  ),
});
