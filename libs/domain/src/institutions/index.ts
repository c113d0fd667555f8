export * from './target/target.events.js';
export * from './target/target.js';
