/** What came of commitments, worked out of events alone: for those who have to say of a figure what the read model says. */
export {
  CommitmentProgress,
  type CommitmentRow,
  nothingKnown,
  type RealisationMemory,
} from '@corridor/domain';
export { foldRealisation, REALISATION_EVENTS, type RealisationEvent } from './realisation.fold.js';
