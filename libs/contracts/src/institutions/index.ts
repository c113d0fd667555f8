export * from './case.js';
export * from './institution-contracts.js';
export * from './service-level.js';
export * from './target.js';
