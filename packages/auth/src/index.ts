export * from './authenticate.js';
export * from './login-throttle.js';
export * from './session.js';
export * from './tokens.js';
