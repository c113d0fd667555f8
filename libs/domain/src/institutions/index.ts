export * from './action/action.events.js';
export * from './action/action.js';
export * from './allocation/allocation.events.js';
export * from './allocation/allocation.js';
export * from './case/case.commands.js';
export * from './case/case.events.js';
export * from './case/case.js';
export * from './case/case-limits.js';
export * from './case/case-parts.js';
export * from './case/case-state.js';
export { isSharedCase, SUBJECT_IDS } from './case/checked-case.js';
export { countedAtOf, TELLING_MS } from './case/told-late.js';
export * from './commitment/commitment.commands.js';
export * from './commitment/commitment.events.js';
export * from './commitment/commitment.js';
export { usdOf, verifiedOf } from './commitment/commitment-checks.js';
export {
  type CommitmentState,
  isByTrade,
  isInvestment,
  isOfServices,
  type KnownCommitment,
  type KnownRealisation,
} from './commitment/commitment-state.js';
export * from './engagement/engagement.commands.js';
export * from './engagement/engagement.events.js';
export * from './engagement/engagement.js';
export * from './evidence/evidence.events.js';
export * from './evidence/evidence.js';
export * from './firm/firm.commands.js';
export * from './firm/firm.events.js';
export * from './firm/firm.js';
export * from './firm/firm-id.events.js';
export * from './firm/firm-id.js';
export { type NationalId, type NationalIdScheme, nationalNumber } from './firm/national-ids.js';
export * from './goal/goal.events.js';
export * from './goal/goal.js';
export * from './lead/lead.events.js';
export * from './lead/lead.js';
export * from './match/match.events.js';
export * from './match/match.js';
export * from './match/scoring.js';
export * from './meeting/meeting.events.js';
export * from './meeting/meeting.js';
export * from './milestone/milestone.events.js';
export * from './milestone/milestone.js';
export * from './need/need.events.js';
export * from './need/need.js';
export * from './release-calendar/release-calendar.events.js';
export * from './release-calendar/release-calendar.js';
export * from './sale-contract/sale-contract.events.js';
export * from './sale-contract/sale-contract.js';
export * from './service/carriage.events.js';
export * from './service/carriage.js';
export * from './service/service.commands.js';
export * from './service/service.events.js';
export * from './service/service.js';
export * from './service/service-days.js';
export * from './service/service-state.js';
export * from './service-level/service-level.events.js';
export * from './service-level/service-level.js';
export * from './statistic/statistic.events.js';
export * from './statistic/statistic.js';
export * from './subject/subject.commands.js';
export * from './subject/subject.events.js';
export * from './subject/subject.js';
export * from './target/target.events.js';
export * from './target/target.js';
export * from './visa/visa.commands.js';
export * from './visa/visa.events.js';
export * from './visa/visa.js';
