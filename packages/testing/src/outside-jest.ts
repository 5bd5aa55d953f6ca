// What works in any process. The rest of this package needs jest's globals, which refuse to load elsewhere.
export * from './event-source.js';
export * from './free-port.js';
export * from './holding-proxy.js';
export * from './obtain-redis.js';
export * from './orphaned-redis.js';
export * from './process.js';
export * from './process-table.js';
export * from './prometheus-text.js';
export * from './reach-redis.js';
export * from './redis-program.js';
export * from './redis-server.js';
export * from './stack.js';
export * from './wait-until.js';
export * from './who-answers.js';
