export * from './paging.js';
export * from './redis-om.js';
