import type { Flow } from '@stockade/contracts';
import {
  makeHealthRoutes,
  makeMetricsRoutes,
  type HealthChecks,
  type HealthWarnings,
  type Metrics,
  type Route,
} from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { makeOperationsRoutes } from './operations-routes.js';

export interface CommonParts {
  redis: Redis;
  checks: HealthChecks;
  warnings: HealthWarnings;
  metrics: Metrics;
}

/**
 * The routes of every service.
 * @param flows what it consumes, one flow for each partition; null for a service that consumes nothing
 */
export function makeCommonRoutes(
  flows: readonly Flow[] | null,
  { redis, checks, warnings, metrics }: CommonParts,
): Route[] {
  const operations = flows === null ? [] : makeOperationsRoutes(redis, flows);
  return [...operations, ...makeHealthRoutes(checks, warnings), ...makeMetricsRoutes(metrics)];
}
