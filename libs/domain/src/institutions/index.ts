export * from './subject/subject.commands.js';
export * from './subject/subject.events.js';
export * from './subject/subject.js';
export * from './target/target.events.js';
export * from './target/target.js';
export * from './visa/visa.commands.js';
export * from './visa/visa.events.js';
export * from './visa/visa.js';
