export * from './asyncapi/document.js';
export * from './openapi/document.js';
export * from './pages/router.js';
