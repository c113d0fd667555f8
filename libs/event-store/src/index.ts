export * from './aggregate-store.js';
export * from './append.js';
export { encode as encodeAppend } from './append-call.js';
export * from './errors.js';
export * from './event-store.js';
export * from './retry-on-conflict.js';
