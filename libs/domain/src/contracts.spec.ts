import {
  type EventContract,
  type EventDataOf,
  type EventType,
  type exchangeSchema,
  PUBLISHED_CONTRACTS,
  validateEventData,
} from '@corridor/contracts';
import type {
  ActionEvent,
  AllocationEvent,
  BankCalendarEvent,
  CaptureEvent,
  CarriageEvent,
  CaseEvent,
  CollectionEvent,
  CommitmentEvent,
  ConsignmentEvent,
  DeclarationEvent,
  EngagementEvent,
  EpcisEventEvent,
  EvidenceEvent,
  Exchange,
  FirmEvent,
  FirmIdEvent,
  GoalEvent,
  GuaranteeEvent,
  InstrumentEvent,
  InvoiceEvent,
  LeadEvent,
  LetterOfCreditEvent,
  MatchEvent,
  MeetingEvent,
  MessageEvent,
  MilestoneEvent,
  NeedEvent,
  ObligationEvent,
  PaymentEvent,
  RateEvent,
  RedFlagEvent,
  ReleaseCalendarEvent,
  RouteEvent,
  SaleContractEvent,
  ServiceContractEvent,
  ServiceEvent,
  ServiceLevelEvent,
  SettlementEvent,
  StatementEvent,
  StatisticEvent,
  SubjectEvent,
  TargetEvent,
  TransitEvent,
  TransportCostEvent,
  UcrEvent,
  VisaEvent,
  WebhookEvent,
} from './index.js';

type DomainEventOf = {
  consignment: ConsignmentEvent;
  declaration: DeclarationEvent;
  invoice: InvoiceEvent;
  obligation: ObligationEvent;
  settlement: SettlementEvent;
  rate: RateEvent;
  calendar: BankCalendarEvent;
  payment: PaymentEvent;
  message: MessageEvent;
  statement: StatementEvent;
  target: TargetEvent;
  statistic: StatisticEvent;
  cost: TransportCostEvent;
  releasecalendar: ReleaseCalendarEvent;
  goal: GoalEvent;
  subject: SubjectEvent;
  visa: VisaEvent;
  guarantee: GuaranteeEvent;
  transit: TransitEvent;
  route: RouteEvent;
  epcis: EpcisEventEvent;
  capture: CaptureEvent;
  collection: CollectionEvent;
  ucr: UcrEvent;
  webhook: WebhookEvent;
  instrument: InstrumentEvent;
  flag: RedFlagEvent;
  case: CaseEvent;
  servicelevel: ServiceLevelEvent;
  lc: LetterOfCreditEvent;
  commitment: CommitmentEvent;
  contract: SaleContractEvent;
  allocation: AllocationEvent;
  evidence: EvidenceEvent;
  meeting: MeetingEvent;
  action: ActionEvent;
  engagement: EngagementEvent;
  lead: LeadEvent;
  need: NeedEvent;
  match: MatchEvent;
  firm: FirmEvent;
  firmid: FirmIdEvent;
  service: ServiceEvent;
  servicecontract: ServiceContractEvent;
  carriage: CarriageEvent;
  milestone: MilestoneEvent;
};
type AnyEvent = DomainEventOf[keyof DomainEventOf];
type DataOf<Type extends AnyEvent['type']> = Extract<AnyEvent, { type: Type }>['data'];

/** Spells a type out as plain properties, none of them read-only; what is optional stays so. */
type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;

/** True only for types that are the same to the compiler, optional properties and all. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type Published = { [Type in EventType]: Mutable<EventDataOf<Type>> };
type Decided = { [Event in AnyEvent as Event['type']]: Mutable<Event['data']> };

/**
 * The compiler's part of this test: every event of the domain has a contract, no contract lacks its event, and their
 * data are equal. With a difference, this file does not compile. As a whole, not type by type: what depends on a type that is not
 * known yet, the compiler may take for different.
 */
const SAME: Equal<Published, Decided> = true;

/** What events keep of an exchange is what the domain makes of it. */
const SAME_EXCHANGE: Equal<Mutable<Exchange>, Mutable<ReturnType<typeof exchangeSchema.parse>>> = true;

/** The compiler's part has to be able to fail. */
const DIFFERENT: readonly false[] = [
  false satisfies Equal<{ a: string }, { a?: string }>,
  false satisfies Equal<{ a?: string }, { a?: string | undefined }>,
  false satisfies Equal<Published, Omit<Decided, 'TargetSet'>>,
  false satisfies Equal<Mutable<{ readonly a: readonly string[] }>, { a: number[] }>,
];

/** Each type stands in the category of its aggregate. */
const CATEGORY_OF: {
  readonly [Category in keyof DomainEventOf]: readonly DomainEventOf[Category]['type'][];
} = {
  consignment: [
    'ConsignmentContracted',
    'ConsignmentDeclared',
    'UnitsPacked',
    'ConsignmentDispatched',
    'CheckpointRecorded',
    'CheckpointWithdrawn',
    'ConsignmentTransloaded',
    'ConsignmentSplit',
    'OutturnReported',
    'DamageReported',
    'ConsignmentDelivered',
    'ConsignmentReturned',
    'ConsignmentAmended',
    'ConsignmentCancelled',
    'DocumentAttached',
    'DocumentWithdrawn',
    'DocumentsPresented',
    'DeclarationAttached',
    'DeclarationDetached',
    'InvoiceAttached',
    'InvoiceDetached',
    'InvoicePartPaid',
    'InvoiceSettled',
    'InvoicePaymentReturned',
    'ConsignmentSettled',
  ],
  declaration: [
    'DeclarationLodged',
    'DocumentsRequested',
    'DocumentsProvided',
    'InspectionRecorded',
    'HoldPlaced',
    'HoldReleased',
    'DutyAssessed',
    'DutyPaid',
    'DutyRefunded',
    'DutyRefundWithdrawn',
    'DeclarationCleared',
    'GoodsReleased',
    'DeclarationRefused',
    'GoodsReexported',
    'DeclarationAmended',
    'DeclarationInvalidated',
  ],
  invoice: ['InvoiceRegistered'],
  target: ['TargetSet', 'TargetRevised'],
  statistic: ['OfficialStatisticsPublished', 'OfficialStatisticsWithdrawn'],
  cost: ['TransportCostRecorded', 'TransportCostWithdrawn'],
  releasecalendar: ['ReleaseCalendarSet'],
  servicecontract: [
    'ServiceContractRegistered',
    'ServiceContractAmended',
    'ServiceContractReclassified',
    'ServiceContractCompleted',
    'ServiceContractTerminated',
    'ServiceContractWithdrawn',
  ],
  goal: ['GoalTaken', 'GoalFreed'],
  case: [
    'CaseForeseen',
    'CaseCauseAdded',
    'CaseAverted',
    'CaseOpened',
    'CaseTriaged',
    'CaseAssigned',
    'CaseAnswered',
    'CaseLimitMissed',
    'CaseEscalated',
    'CaseDirected',
    'CaseCauseEnded',
    'CaseResolved',
    'CaseTextsErased',
    'CaseReopened',
  ],
  servicelevel: ['ServiceLevelSet'],
  subject: ['SubjectRegistered', 'PersonalDataCorrected', 'PersonalDataErased'],
  visa: [
    'VisaInvitationRequested',
    'VisaInvitationIssued',
    'VisaInvitationDeclined',
    'VisaSubmitted',
    'VisaSubmissionCorrected',
    'VisaDocumentsRequested',
    'VisaDocumentsSupplied',
    'VisaGranted',
    'VisaRefused',
    'VisaWithdrawn',
  ],
  firm: ['FirmRegistered', 'FirmChanged', 'FirmSuspended', 'FirmReinstated'],
  firmid: ['NationalIdClaimed', 'NationalIdReleased'],
  service: [
    'ServiceAnnounced',
    'ServiceConfirmed',
    'ServiceStarted',
    'ServiceStartWithdrawn',
    'ServiceScheduleChanged',
    'ServiceSuspended',
    'ServiceResumed',
    'ServiceEnded',
    'DepartureReported',
    'DepartureWithdrawn',
    'ServiceLoaded',
    'ServiceLoadWithdrawn',
  ],
  carriage: ['ConsignmentCarried', 'CarriageWithdrawn'],
  milestone: [
    'MilestonePlanned',
    'MilestoneReplanned',
    'MilestoneDone',
    'CompletionWithdrawn',
    'MilestoneCancelled',
  ],
  route: [
    'RouteDefined',
    'RouteOpened',
    'RouteSuspended',
    'RouteReopened',
    'RouteTariffSet',
    'RoutePlanRevised',
  ],
  epcis: [
    'EpcisEventCaptured',
    'EpcisEventCapturedAgain',
    'EpcisEventDeclaredWrong',
    'EpcisEventUpheldCheckpoints',
  ],
  capture: ['CaptureFinished'],
  collection: ['CollectionPresented', 'CollectionAccepted'],
  obligation: [
    'ObligationArisen',
    'ObligationPartSettled',
    'ObligationSettled',
    'PaymentReturned',
    'PaymentUnmatched',
    'InvoiceWithdrawn',
  ],
  settlement: [
    'SettlementBooked',
    'SettlementConfirmed',
    'SettlementHeld',
    'SettlementReleased',
    'SettlementMatched',
    'SettlementUnmatched',
    'SettlementMatchedToServiceContract',
    'SettlementUnmatchedFromServiceContract',
    'SettlementSuspended',
    'SettlementReturned',
  ],
  rate: ['RatePosted', 'RateCorrected'],
  calendar: ['BankHolidayDeclared', 'BankHolidayWithdrawn', 'WeekendChanged', 'CutOffSet'],
  payment: [
    'PaymentInstructed',
    'PaymentCovered',
    'PaymentStatusReported',
    'PaymentReturnAdvised',
    'ReturnTakenAsInformation',
    'RecallRequested',
    'RecallSent',
    'RecallAnswered',
  ],
  message: ['MessageReceived', 'MessageProcessed'],
  statement: ['StatementRecorded'],
  guarantee: [
    'GuaranteeIssued',
    'GuaranteeToppedUp',
    'GuaranteeAmountReserved',
    'GuaranteeAmountFreed',
    'GuaranteeCalled',
    'GuaranteeExpired',
  ],
  transit: [
    'TransitOpened',
    'TransitSealAffixed',
    'TransitSealBroken',
    'TransitSealReplaced',
    'TransitPassageRecorded',
    'TransitIrregularityRecorded',
    'TransitExtended',
    'TransitBecameOverdue',
    'TransitTerminated',
    'TransitGuaranteeCalled',
    'TransitDischarged',
    'TransitCancelled',
  ],
  ucr: ['UcrAssigned', 'UcrReleased'],
  webhook: [
    'WebhookRegistered',
    'WebhookSecretRotated',
    'WebhookPaused',
    'WebhookResumed',
    'WebhookDisabled',
    'WebhookEnded',
    'WebhookReplayAsked',
  ],
  instrument: [
    'InstrumentRegistered',
    'InstrumentTied',
    'RepatriationTermStarted',
    'ProceedsRealised',
    'ProceedsTakenBack',
    'InstrumentClosed',
    'InstrumentAmountAmended',
    'RepatriationTermExtended',
    'ProceedsOverdue',
    'InstrumentCancelled',
  ],
  flag: ['RedFlagRaised', 'RedFlagEvidenceAdded', 'RedFlagAssigned', 'RedFlagCleared', 'RedFlagConfirmed'],
  commitment: [
    'CommitmentAnnounced',
    'CommitmentRevised',
    'CommitmentRateTold',
    'CommitmentContracted',
    'CommitmentContractReleased',
    'CommitmentWithdrawn',
    'CommitmentLapsed',
    'CommitmentFulfilled',
    'CommitmentReopened',
    'RealisationReported',
    'RealisationVerified',
    'RealisationRejected',
    'RealisationRevoked',
  ],
  contract: ['ContractClaimed', 'ContractUnclaimed', 'ContractNamed'],
  evidence: ['EvidenceUsed', 'EvidenceFreed'],
  allocation: ['CommitmentLinked', 'CommitmentUnlinked', 'CreditNamed'],
  meeting: [
    'MeetingScheduled',
    'MeetingRescheduled',
    'MeetingCancelled',
    'AgendaProposed',
    'AgendaItemAdded',
    'AgendaItemDropped',
    'MeetingOpened',
    'MinutesRecorded',
    'DecisionTaken',
    'MeetingClosed',
    'MomentumFaded',
  ],
  action: [
    'ActionAssigned',
    'ActionExtended',
    'ActionOverdue',
    'ActionDone',
    'ActionDropped',
    'ActionFigureReviewed',
  ],
  lc: [
    'LetterOfCreditIssued',
    'LetterOfCreditAdvised',
    'LetterOfCreditConfirmed',
    'ConfirmationDeclined',
    'CreditAmendmentProposed',
    'CreditAmendmentAdvised',
    'CreditAmendmentAccepted',
    'CreditAmendmentRejected',
    'ShipmentTakenUp',
    'TransportDocumentTakenUp',
    'TransportDocumentDropped',
    'PresentationMade',
    'PresentationComplied',
    'PresentationRefused',
    'PresentationWithdrawn',
    'PresentationForwarded',
    'DiscrepanciesWaived',
    'DraftAccepted',
    'PresentationHonoured',
    'PresentationNegotiated',
    'PresentationReimbursed',
    'LetterOfCreditExpired',
    'CreditCancellationAgreed',
    'LetterOfCreditCancelled',
    'LetterOfCreditClosed',
  ],
  engagement: [
    'EngagementPlanned',
    'EngagementRescheduled',
    'EngagementCancelled',
    'EngagementHeld',
    'ParticipationRegistered',
    'ParticipationWithdrawn',
    'FirmAttended',
    'FirmsMet',
  ],
  lead: ['LeadRecorded', 'LeadFollowedUp', 'LeadLapsed', 'LeadCommitted', 'LeadCommitmentWithdrawn'],
  need: ['NeedPosted', 'NeedAmended', 'NeedWithdrawn', 'NeedExpired', 'NeedFulfilled'],
  match: ['MatchProposed', 'MatchInterestShown', 'MatchDeclined', 'MatchIntroduced', 'MatchLapsed'],
};

it('every event of the domain has one contract, in the category of its aggregate', () => {
  const published = PUBLISHED_CONTRACTS.newest.map(
    ({ category, type }: EventContract) => `${category}: ${type}`,
  );
  const decided = Object.entries(CATEGORY_OF).flatMap(([category, types]) =>
    types.map((type) => `${category}: ${type}`),
  );
  expect([...published].sort()).toEqual([...decided].sort());
  expect([SAME, SAME_EXCHANGE]).toEqual([true, true]);
  expect(DIFFERENT).not.toContain(true);
});

it('what a decider returns passes its contract as it is', () => {
  const data: DataOf<'ObligationSettled'> = {
    obligationId: '0191d8a0-0000-7000-8000-00000000000a',
    invoiceId: '0191d8a0-0000-7000-8000-00000000000a',
    consignmentId: '0191d8a0-0000-7000-8000-000000000001',
    settlementId: '0191d8a0-0000-7000-8000-000000000051',
    amount: { amount: '60.00', currency: 'USD' },
    outstanding: { amount: '0.00', currency: 'USD' },
    valueDate: '2026-03-30',
    settledOn: '2026-03-30',
  };
  expect(validateEventData('ObligationSettled', 1, data)).toEqual(data);
});
