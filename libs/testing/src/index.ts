export * from './decider-spec.js';
export * from './rest-document.js';
export * from './test-ledger.js';
