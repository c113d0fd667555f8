export * from './generation-diff.js';
export { ProjectionStopped } from './generation-writer.js';
export { type GenerationState, type GenerationStatus, generationsAtWork } from './generations.js';
export * from './projection.js';
export * from './projector.js';
export * from './rebuild.js';
export * from './rows.js';
export * from './shared-pages.js';
export * from './standing.js';
