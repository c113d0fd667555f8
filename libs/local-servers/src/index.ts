export { freePort } from './free-port.js';
export * from './postgres.js';
