export * from './currency.js';
export * from './decider.js';
export * from './derived-id.js';
export * from './money.js';
