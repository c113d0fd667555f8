export * from './case.js';
export * from './commitment.js';
export * from './institution-contracts.js';
export * from './meeting.js';
export * from './service-level.js';
export * from './subject.js';
export * from './target.js';
export * from './visa.js';
