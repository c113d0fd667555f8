export * from './institution-contracts.js';
export * from './subject.js';
export * from './target.js';
export * from './visa.js';
