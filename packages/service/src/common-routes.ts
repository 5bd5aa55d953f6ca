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

/** The routes of every service. */
export function makeCommonRoutes(flows: readonly Flow[], { redis, checks, warnings, metrics }: CommonParts): Route[] {
  return [...makeOperationsRoutes(redis, flows), ...makeHealthRoutes(checks, warnings), ...makeMetricsRoutes(metrics)];
}
