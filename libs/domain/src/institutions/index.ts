export * from './firm/firm.commands.js';
export * from './firm/firm.events.js';
export * from './firm/firm.js';
export * from './firm/firm-id.events.js';
export * from './firm/firm-id.js';
export { type NationalId, type NationalIdScheme, nationalNumber } from './firm/national-ids.js';
export * from './target/target.events.js';
export * from './target/target.js';
