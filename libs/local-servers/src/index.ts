export { freePort } from './free-port.js';
export { LocalServerError } from './local-server-error.js';
export * from './postgres.js';
