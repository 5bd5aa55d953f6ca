export * from './asyncapi/document.js';
export * from './openapi/document.js';
export * from './pages/router.js';
export type { OpenApi, Operation, ResponseDescription } from './openapi/openapi.js';
