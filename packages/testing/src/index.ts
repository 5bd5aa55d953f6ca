export * from './leaks.js';
export * from './outside-jest.js';
export * from './private-redis.js';
