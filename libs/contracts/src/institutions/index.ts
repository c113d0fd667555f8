export * from './firm.js';
export * from './institution-contracts.js';
export * from './milestone.js';
export * from './service.js';
export * from './target.js';
