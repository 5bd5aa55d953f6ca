import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a service counts and measures about itself, for Prometheus to fetch. */
export type Metrics = Registry;

/** Begins with what is known of the process: memory, processor time, garbage collection, the lag of its event loop. */
export function makeMetrics(service: string): Metrics {
  const metrics = new Registry();
  metrics.setDefaultLabels({ service });
  collectDefaultMetrics({ register: metrics });
  return metrics;
}
