export * from './currency.js';
export * from './decider.js';
export * from './money.js';
