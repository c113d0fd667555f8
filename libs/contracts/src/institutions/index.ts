export * from './engagement.js';
export * from './institution-contracts.js';
export * from './lead.js';
export * from './match.js';
export * from './need.js';
export * from './target.js';
