export * from './cloud-event.js';
export * from './recorded-event.js';
