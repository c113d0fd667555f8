export * from './decider-spec.js';
export * from './rest-document.js';
export * from './test-ledger.js';
export * from './with-options.js';
