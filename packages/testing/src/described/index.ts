// What answers are held against. Apart from the rest of this package: it needs a validator, and only tests do.
export * from './check-answer.js';
export * from './description.js';
export * from './json-schema.js';
