export * from './action/action.events.js';
export * from './action/action.js';
export * from './allocation/allocation.events.js';
export * from './allocation/allocation.js';
export * from './commitment/commitment.commands.js';
export * from './commitment/commitment.events.js';
export * from './commitment/commitment.js';
export { usdOf } from './commitment/commitment-checks.js';
export {
  type CommitmentState,
  isInvestment,
  type KnownCommitment,
  type KnownRealisation,
} from './commitment/commitment-state.js';
export * from './meeting/meeting.events.js';
export * from './meeting/meeting.js';
export * from './sale-contract/sale-contract.events.js';
export * from './sale-contract/sale-contract.js';
export * from './target/target.events.js';
export * from './target/target.js';
