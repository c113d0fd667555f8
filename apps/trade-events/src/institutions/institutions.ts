import { CaseController } from './cases/case.controller.js';
import { CaseOpeningHandler, CaseStepHandler } from './cases/case.handler.js';
import { CaseQueryHandler } from './cases/case.query.js';
import { CaseErasureHandler } from './cases/case-erasure.handler.js';
import { CaseListQueryHandler } from './cases/case-list.query.js';
import { CaseTexts } from './cases/case-texts.js';
import { CommitmentController } from './commitments/commitment.controller.js';
import { CommitmentHandler } from './commitments/commitment.handler.js';
import { CommitmentListQueryHandler, CommitmentQueryHandler } from './commitments/commitment.query.js';
import { LinkHandler } from './commitments/link.handler.js';
import { LinksQueryHandler } from './commitments/links.query.js';
import { RealisationController } from './commitments/realisation.controller.js';
import { EngagementController } from './engagements/engagement.controller.js';
import { EngagementHandler } from './engagements/engagement.handler.js';
import { EngagementListQueryHandler, EngagementQueryHandler } from './engagements/engagement.query.js';
import { FirmController } from './firms/firm.controller.js';
import { FirmHandler } from './firms/firm.handler.js';
import { FirmListQueryHandler, FirmQueryHandler } from './firms/firm.query.js';
import { LeadController } from './leads/lead.controller.js';
import { LeadHandler } from './leads/lead.handler.js';
import { LeadListQueryHandler, LeadQueryHandler } from './leads/lead.query.js';
import { MatchController } from './matches/match.controller.js';
import { MatchHandler } from './matches/match.handler.js';
import { MatchListQueryHandler, MatchQueryHandler } from './matches/match.query.js';
import { ActionController } from './meetings/action.controller.js';
import { MeetingController } from './meetings/meeting.controller.js';
import { ActionHandler, MeetingHandler } from './meetings/meeting.handler.js';
import { ActionQueryHandler, MeetingQueryHandler } from './meetings/meeting.query.js';
import { ActionListQueryHandler, MeetingListQueryHandler } from './meetings/meeting-list.query.js';
import { MilestoneController } from './milestones/milestone.controller.js';
import { MilestoneHandler } from './milestones/milestone.handler.js';
import { MilestoneListQueryHandler, MilestoneQueryHandler } from './milestones/milestone.query.js';
import { NeedController } from './needs/need.controller.js';
import { NeedHandler } from './needs/need.handler.js';
import { NeedListQueryHandler, NeedQueryHandler } from './needs/need.query.js';
import { OfficialStatisticsController } from './official-statistics/official-statistics.controller.js';
import { StatisticsHandler } from './official-statistics/official-statistics.handler.js';
import { StatisticWithdrawalHandler } from './official-statistics/statistic-withdrawal.handler.js';
import { ReleaseCalendarController } from './release-calendars/release-calendar.controller.js';
import { ReleaseCalendarHandler } from './release-calendars/release-calendar.handler.js';
import { ServiceLevelController } from './service-levels/service-level.controller.js';
import { ServiceLevelHandler } from './service-levels/service-level.handler.js';
import { CarriageHandler } from './services/carriage.handler.js';
import { ServiceController } from './services/service.controller.js';
import { ServiceHandler } from './services/service.handler.js';
import { ServiceListQueryHandler, ServiceQueryHandler } from './services/service.query.js';
import { TargetController } from './targets/target.controller.js';
import { TargetHandler } from './targets/target.handler.js';
import { TargetListQueryHandler, TargetQueryHandler } from './targets/target.query.js';
import { CorrectionHandler } from './visas/correction.handler.js';
import { ErasureHandler } from './visas/erasure.handler.js';
import { VisaController } from './visas/visa.controller.js';
import { VisaHandler, VisaInvitationHandler } from './visas/visa.handler.js';
import { VisaQueryHandler } from './visas/visa.query.js';
import { VisaListQueryHandler } from './visas/visa-list.query.js';

/** What the institutions are told over HTTP, and who answers. */
export const INSTITUTION_CONTROLLERS = [
  TargetController,
  CommitmentController,
  RealisationController,
  MeetingController,
  ActionController,
  CaseController,
  ServiceLevelController,
  VisaController,
  EngagementController,
  LeadController,
  NeedController,
  MatchController,
  FirmController,
  ServiceController,
  MilestoneController,
  OfficialStatisticsController,
  ReleaseCalendarController,
];
export const INSTITUTION_HANDLERS = [
  TargetHandler,
  TargetQueryHandler,
  TargetListQueryHandler,
  CommitmentHandler,
  CommitmentQueryHandler,
  CommitmentListQueryHandler,
  LinksQueryHandler,
  LinkHandler,
  MeetingHandler,
  ActionHandler,
  MeetingQueryHandler,
  ActionQueryHandler,
  MeetingListQueryHandler,
  ActionListQueryHandler,
  CaseOpeningHandler,
  CaseStepHandler,
  CaseErasureHandler,
  CaseTexts,
  CaseQueryHandler,
  CaseListQueryHandler,
  ServiceLevelHandler,
  VisaInvitationHandler,
  VisaHandler,
  CorrectionHandler,
  ErasureHandler,
  VisaQueryHandler,
  VisaListQueryHandler,
  EngagementHandler,
  EngagementQueryHandler,
  EngagementListQueryHandler,
  LeadHandler,
  LeadQueryHandler,
  LeadListQueryHandler,
  NeedHandler,
  NeedQueryHandler,
  NeedListQueryHandler,
  MatchHandler,
  MatchQueryHandler,
  MatchListQueryHandler,
  FirmHandler,
  FirmQueryHandler,
  FirmListQueryHandler,
  ServiceHandler,
  CarriageHandler,
  ServiceQueryHandler,
  ServiceListQueryHandler,
  MilestoneHandler,
  MilestoneQueryHandler,
  MilestoneListQueryHandler,
  StatisticsHandler,
  StatisticWithdrawalHandler,
  ReleaseCalendarHandler,
];
