export * from './coalesce.js';
export * from './connect.js';
export * from './errors.js';
export * from './near-cache.js';
export * from './script.js';
export * from './settles-within.js';
export * from './tracking.js';
export * from './watch.js';
