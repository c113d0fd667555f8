export * from './countries.js';
export * from './hs.js';
export * from './local-time.js';
export * from './places.js';
export * from './sectors.js';
export * from './tir.js';
export * from './transit-agreement.js';
