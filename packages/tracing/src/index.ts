export type { TracedRequests } from './requests.js';
export { startTracing, type Tracing, type TracingOptions } from './tracing.js';
