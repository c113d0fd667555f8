/** What came of commitments, worked out of events alone: for those who have to say of a figure what the read model says. */
export { CommitmentProgress } from './commitment-progress.js';
export type { CommitmentRow } from './commitment-rows.js';
export { foldRealisation, REALISATION_EVENTS, type RealisationEvent } from './realisation.fold.js';
export { nothingKnown, type RealisationMemory } from './realisation-memory.js';
