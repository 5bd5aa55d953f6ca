import type { Flow } from '@stockade/contracts';
import { makeHealthRoutes, makeMetricsRoutes, type HealthChecks, type Metrics, type Route } from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { makeOperationsRoutes } from './operations-routes.js';
import type { ServiceConsumer } from './service-consumer.js';

export interface CommonParts {
  redis: Redis;
  checks: HealthChecks;
  consumer: Pick<ServiceConsumer, 'warning'>;
  metrics: Metrics;
}

/** The routes of every service. */
export function makeCommonRoutes(flows: readonly Flow[], { redis, checks, consumer, metrics }: CommonParts): Route[] {
  return [
    ...makeOperationsRoutes(redis, flows),
    ...makeHealthRoutes(checks, { consumer: () => consumer.warning() }),
    ...makeMetricsRoutes(metrics),
  ];
}
