export * from './composition.js';
export * from './define-service.js';
export { onceRedisIsReady, type FirstTask } from './first-task.js';
export * from './logger.js';
export * from './operations-routes.js';
export * from './run-service.js';
export * from './serve.js';
export * from './service-redis.js';
export * from './shutdown.js';
