export * from './bus.js';
export * from './dead-letters.js';
export * from './idempotent-consumer.js';
export * from './kafka-bus.js';
export * from './loop.js';
export * from './postgres-bus.js';
export * from './reactions.js';
export * from './relay.js';
