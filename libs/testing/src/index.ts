export * from './decider-spec.js';
export * from './test-ledger.js';
