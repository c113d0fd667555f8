import { AccountStatementResolver, TrialBalanceResolver } from './accounts/account.resolver.js';
import { ConsignmentResolver } from './consignments/consignment.resolver.js';
import { BorderCostsResolver } from './corridor/border-costs.resolver.js';
import { BorderCrossingsResolver } from './corridor/border-crossings.resolver.js';
import { CheckpointDwellResolver } from './corridor/checkpoint-dwell.resolver.js';
import { CorridorCostsResolver } from './corridor/corridor-costs.resolver.js';
import { CorridorRoutesResolver } from './corridor/corridor-routes.resolver.js';
import { CorridorSpeedResolver } from './corridor/corridor-speed.resolver.js';
import { ClearanceTimeResolver } from './customs/clearance-time.resolver.js';
import { CustomsDutiesResolver } from './customs/customs-duties.resolver.js';
import { GuaranteeUseResolver } from './customs/guarantee-use.resolver.js';
import { TransitsResolver } from './customs/transits.resolver.js';
import { ConsignmentHoldsResolver } from './holds/consignment-holds.resolver.js';
import { DaysHeldResolver } from './holds/days-held.resolver.js';
import { BlockedGoodsResolver } from './institutions/cases/blocked-goods.resolver.js';
import { BlockedGoodsWhereResolver } from './institutions/cases/blocked-goods-where.resolver.js';
import { CasesResolver } from './institutions/cases/cases.resolver.js';
import { CommitmentFunnelResolver } from './institutions/commitments/commitment-funnel.resolver.js';
import { FunnelAtAgeResolver } from './institutions/commitments/funnel-at-age.resolver.js';
import { StuckPromisesResolver } from './institutions/commitments/stuck-promises.resolver.js';
import { EngagementsResolver } from './institutions/engagements/engagements.resolver.js';
import { FirmResolver, TrustResolver } from './institutions/firms/firm.resolver.js';
import { ActionsResolver } from './institutions/meetings/actions.resolver.js';
import { MeetingsResolver, ProgressReportResolver } from './institutions/meetings/meetings.resolver.js';
import { ReportCasesResolver } from './institutions/meetings/report-cases.resolver.js';
import { MilestoneResolver } from './institutions/milestones/milestone.resolver.js';
import { NeedsResolver } from './institutions/needs/needs.resolver.js';
import { ServiceResolver } from './institutions/services/service.resolver.js';
import { VisaFiguresResolver } from './institutions/visas/visa-figures.resolver.js';
import { EVENT_RESOLVERS } from './ledger/event.resolver.js';
import { LedgerStatusResolver } from './ledger/ledger.resolver.js';
import { LettersOfCreditResolver } from './letters-of-credit/letters-of-credit.resolver.js';
import { MirrorGapResolver, OfficialMirrorResolver } from './mirror-gap/mirror-gap.resolver.js';
import { OfficialTradeResolver } from './official-trade/official-trade.resolver.js';
import { BankPairsResolver } from './payments/bank-pairs.resolver.js';
import { OpenSharesResolver } from './payments/open-shares.resolver.js';
import { PaymentsResolver } from './payments/payments.resolver.js';
import { SuspenseResolver } from './payments/suspense.resolver.js';
import {
  MONTH_RELEASE_RESOLVERS,
  MonthReleaseResolver,
  ReleaseCalendarResolver,
} from './release-calendar/release-calendar.resolver.js';
import { RestatementResolver } from './restatement/restatement.resolver.js';
import { ServicesTradeResolver } from './services-trade/services-trade.resolver.js';
import { TradeForecastResolver } from './targets/forecast/trade-forecast.resolver.js';
import { TargetProgressResolver } from './targets/target-progress.resolver.js';
import { TargetRestatementResolver } from './targets/target-restatement.resolver.js';
import { BilateralTradeResolver } from './trade/bilateral-trade.resolver.js';
import { TradeByPartnerResolver } from './trade/by-partner/trade-by-partner.resolver.js';
import { TradeRestatementResolver } from './trade/restatement/trade-restatement.resolver.js';
import { GoodsUnderWayResolver, TradeUnderWayResolver } from './trade/under-way/under-way.resolver.js';
import { YearsOfTradeResolver } from './trade/years/years.resolver.js';

/** What the schema is made from. */
export const RESOLVERS = [
  LedgerStatusResolver,
  ...EVENT_RESOLVERS,
  BilateralTradeResolver,
  YearsOfTradeResolver,
  TradeUnderWayResolver,
  GoodsUnderWayResolver,
  TradeByPartnerResolver,
  TradeRestatementResolver,
  RestatementResolver,
  ServicesTradeResolver,
  OfficialTradeResolver,
  MirrorGapResolver,
  OfficialMirrorResolver,
  TargetProgressResolver,
  TargetRestatementResolver,
  TradeForecastResolver,
  ConsignmentResolver,
  ConsignmentHoldsResolver,
  DaysHeldResolver,
  ClearanceTimeResolver,
  CustomsDutiesResolver,
  TransitsResolver,
  GuaranteeUseResolver,
  CheckpointDwellResolver,
  BorderCrossingsResolver,
  BorderCostsResolver,
  CorridorSpeedResolver,
  CorridorCostsResolver,
  CorridorRoutesResolver,
  PaymentsResolver,
  BankPairsResolver,
  OpenSharesResolver,
  SuspenseResolver,
  LettersOfCreditResolver,
  CommitmentFunnelResolver,
  FunnelAtAgeResolver,
  StuckPromisesResolver,
  MeetingsResolver,
  ProgressReportResolver,
  ActionsResolver,
  ReportCasesResolver,
  VisaFiguresResolver,
  FirmResolver,
  TrustResolver,
  ServiceResolver,
  MilestoneResolver,
  TrialBalanceResolver,
  AccountStatementResolver,
  CasesResolver,
  BlockedGoodsResolver,
  BlockedGoodsWhereResolver,
  EngagementsResolver,
  NeedsResolver,
  ReleaseCalendarResolver,
  MonthReleaseResolver,
  ...MONTH_RELEASE_RESOLVERS,
] as const;
