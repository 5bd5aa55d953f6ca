import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SERVICE_PORTS } from '@stockade/storefront/config';
import { CONFIG_FILE } from './prometheus.js';

const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8');
/** What docker-compose.yml says of a container. */
const containerOf = (name: string) => new RegExp(`^  ${name}:\\n((?:    .*\\n|\\n)+)`, 'm').exec(compose)?.[1] ?? '';

describe.each([
  ['prometheus', 'PROMETHEUS_PORT:-9090', '[front, observability]'],
  ['grafana', 'GRAFANA_PORT:-3000', '[observability]'],
])('%s', (name, port, networks) => {
  const container = containerOf(name);

  test('runs in the profile alone, hardened as all are, within its memory, in a version that is named', () => {
    expect(container).toContain('<<: *hardened\n');
    expect(container).toContain('profiles: [observability]\n');
    expect(container).toMatch(/^ {4}mem_limit: \d+m$/m);
    expect(container).toMatch(/^ {4}image: [\w/]+:v?\d+\.\d+\.\d+$/m);
  });

  test('is reached from this machine alone, and reaches what it has to', () => {
    expect(container.match(/^ {4}ports:.*/gm)).toEqual([
      expect.stringMatching(`^    ports: \\['127\\.0\\.0\\.1:\\$\\{${port}\\}:\\d+'\\]$`),
    ]);
    expect(container).toContain(`networks: ${networks}\n`);
  });
});

test('grafana has a password that nobody else knows', () => {
  const container = containerOf('grafana');
  expect(container).toContain('GF_SECURITY_ADMIN_PASSWORD__FILE: /run/stockade/admin-password\n');
  expect(container).toContain('- grafana-secrets:/run/stockade:ro\n');
  expect(container).not.toMatch(/GF_AUTH_ANONYMOUS|GF_SECURITY_ADMIN_PASSWORD:/);
});

test('prometheus scrapes each service at its port, whatever the number of its processes', () => {
  const jobs = [
    ...readFileSync(CONFIG_FILE, 'utf8').matchAll(/job_name: (\w+)\n.*names: \[(\w+)\], type: A, port: (\d+)/g),
  ];
  expect(jobs.map(([, job, name, port]) => [job, name, Number(port)])).toEqual(
    Object.entries(SERVICE_PORTS).map(([service, port]) => [service, service, port]),
  );
});
