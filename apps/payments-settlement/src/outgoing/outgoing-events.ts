import type { EventType } from '@corridor/contracts';
import { type Counts, statusOfMessage } from '../messages/message-status.js';

/**
 * How the ledger's own handling of a payment or a message stands, in the words of ISO 20022 (ExternalPaymentTransactionStatus1Code): `RCVD` received,
 * `ACTC` checked and taken, `PDNG` waiting for something, `RJCT` refused; `PART` where that is so of some payments of a message. Never ACSC or
 * ACCC: the ledger services no account.
 */
export const ISO_STATUSES = ['RCVD', 'ACTC', 'PDNG', 'PART', 'RJCT'] as const;
export type IsoStatus = (typeof ISO_STATUSES)[number];

/** Whether banks are told of a type of event, and what. */
export type Placement =
  | {
      readonly told: true;
      /** Those that it may have, the most usual first; none where the event says nothing of how a payment stands. */
      readonly statuses: readonly IsoStatus[];
      /** Which of them, by its data; the first where that is left out. */
      readonly statusOf?: (data: Readonly<Record<string, unknown>>) => IsoStatus;
      /** Fields of its data that are not the banks' business. Postings to accounts of others are left out of every event. */
      readonly without?: readonly string[];
    }
  | { readonly told: false };

const told = (status?: IsoStatus, ...without: readonly string[]): Placement & { readonly told: true } => ({
  told: true,
  statuses: status ? [status] : [],
  ...(without.length > 0 && { without }),
});
/** What is no news to a bank, or none of its business. */
const UNTOLD: Placement = { told: false };

/** Every type of event that payments-settlement appends; a test holds that none is missing. */
export const PLACEMENTS = {
  SettlementBooked: told('ACTC', 'screenedBy'),
  SettlementConfirmed: told('ACTC'),
  // Who is on which list is not told to the bank: it might warn whoever is looked at.
  SettlementHeld: told('PDNG', 'list', 'version', 'hits'),
  SettlementReleased: told('ACTC', 'reason', 'screenedBy'),
  SettlementMatched: told('ACTC'),
  SettlementUnmatched: told('PDNG'),
  SettlementMatchedToServiceContract: told('ACTC'),
  SettlementUnmatchedFromServiceContract: told('PDNG'),
  SettlementSuspended: told('PDNG'),
  SettlementReturned: told('ACTC'),
  CollectionPresented: told(),
  CollectionAccepted: told(),
  // What the bank told itself, and how the ledger took it.
  PaymentInstructed: told('ACTC'),
  PaymentCovered: told('ACTC'),
  // One that books waits until its instruction has come: see itemsOf.
  PaymentStatusReported: { told: true, statuses: ['RCVD', 'PDNG'] },
  PaymentReturnAdvised: told('PDNG'),
  ReturnTakenAsInformation: told('RCVD'),
  RecallRequested: told('PDNG'),
  RecallSent: told('PDNG'),
  RecallAnswered: told(),
  MessageReceived: told('RCVD'),
  MessageProcessed: {
    told: true,
    statuses: ['ACTC', 'PART', 'RJCT'],
    statusOf: (data) => statusOfMessage(data as unknown as Counts),
  },
  StatementRecorded: told(),
  // Of an obligation, the bank is told by the settlements that pay it.
  ObligationArisen: UNTOLD,
  ObligationPartSettled: UNTOLD,
  ObligationSettled: UNTOLD,
  PaymentReturned: UNTOLD,
  PaymentUnmatched: UNTOLD,
  InvoiceWithdrawn: UNTOLD,
  // Everybody reads rates and calendars; they are of no payment.
  RatePosted: UNTOLD,
  RateCorrected: UNTOLD,
  BankHolidayDeclared: UNTOLD,
  BankHolidayWithdrawn: UNTOLD,
  WeekendChanged: UNTOLD,
  CutOffSet: UNTOLD,
  // What a regulator follows money by: the bank registers it, and is told what comes of it by itself.
  InstrumentRegistered: told(),
  InstrumentTied: told(),
  RepatriationTermStarted: told(),
  ProceedsRealised: told(),
  ProceedsTakenBack: told(),
  InstrumentClosed: told(),
  InstrumentAmountAmended: told(),
  RepatriationTermExtended: told(),
  ProceedsOverdue: told(),
  InstrumentCancelled: told(),
  // Credits, to each bank that has a part; what the applicant put up is between him and the issuing bank.
  LetterOfCreditIssued: told(undefined, 'margin'),
  LetterOfCreditAdvised: told(),
  LetterOfCreditConfirmed: told(),
  ConfirmationDeclined: told(),
  CreditAmendmentProposed: told(),
  CreditAmendmentAdvised: told(),
  CreditAmendmentAccepted: told(),
  CreditAmendmentRejected: told(),
  ShipmentTakenUp: told(),
  TransportDocumentTakenUp: told(),
  TransportDocumentDropped: told(),
  PresentationMade: told(),
  PresentationComplied: told(),
  PresentationRefused: told(),
  PresentationWithdrawn: told(),
  PresentationForwarded: told(),
  DiscrepanciesWaived: told(),
  DraftAccepted: told(),
  PresentationHonoured: told(),
  PresentationNegotiated: told(),
  PresentationReimbursed: told(),
  LetterOfCreditExpired: told(),
  CreditCancellationAgreed: told(),
  LetterOfCreditCancelled: told(),
  LetterOfCreditClosed: told(),
  // Work lists show flags; what is pushed to a bank's systems may reach whoever is looked at.
  RedFlagRaised: UNTOLD,
  RedFlagEvidenceAdded: UNTOLD,
  RedFlagAssigned: UNTOLD,
  RedFlagCleared: UNTOLD,
  RedFlagConfirmed: UNTOLD,
  // Of how it is told itself.
  WebhookRegistered: UNTOLD,
  WebhookSecretRotated: UNTOLD,
  WebhookPaused: UNTOLD,
  WebhookResumed: UNTOLD,
  WebhookDisabled: UNTOLD,
  WebhookEnded: UNTOLD,
  WebhookReplayAsked: UNTOLD,
} satisfies Partial<Record<EventType, Placement>>;

/** The types that banks are told of, in alphabetical order. */
export const OUTGOING_TYPES = (Object.entries(PLACEMENTS) as (readonly [EventType, Placement])[])
  .flatMap(([type, placement]) => (placement.told ? [type] : []))
  .sort();
