export * from './clients.js';
export * from './event-stream.js';
export * from './problem.js';
export * from './trusted.js';
export type * from './views.js';
