export * from './consignment/consignment.commands.js';
export * from './consignment/consignment.events.js';
export * from './consignment/consignment.js';
