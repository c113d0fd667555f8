export type { CommitmentFact } from './commitment-fact.js';
export { CommitmentProgress } from './commitment-progress.js';
export type { CommitmentRow } from './commitment-rows.js';
export { type CommitmentStanding, STANDING_SUMS } from './commitment-standing.js';
export type { GoodsState } from './goods-state.js';
export { hasPremise } from './premises.js';
export { REVALUING, RealisationFold } from './realisation.js';
export {
  type GoodsMemory,
  nothingKnown,
  type RealisationMemory,
  type RealisationRows,
} from './realisation-memory.js';
export type { CommitmentWord, GoodsWord, LinkWord, RealisationWord } from './realisation-words.js';
export { stageValues } from './stage-values.js';
export type { ValuedLine } from './valued-line.js';
