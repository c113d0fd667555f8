export * from './mirror-rows.js';
export * from './mirror-words.js';
