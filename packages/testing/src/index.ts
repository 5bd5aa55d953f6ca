export * from '@stockade/local';
export * from './event-source.js';
export * from './leaks.js';
export * from './private-redis.js';
export * from './prometheus-text.js';
export * from './where.js';
