import type { MoneyJson } from '@corridor/kernel';
import type { BankCalendar } from '../bank-calendar/banking-days.js';
import type { CreditChanges } from './credit-terms.js';
import type { PlaceOfExpiry } from './expiry.js';
import type {
  CancellationParty,
  CreditDocument,
  Discrepancy,
  Disposal,
  LetterOfCreditIssued,
  ShipmentTakenUp,
  TransportDocumentTakenUp,
} from './letter-of-credit.events.js';

interface Asking<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 by the clock of the country of the bank that acts, or is acted on: its day counts. */
  readonly occurredAt: string;
  readonly data: Data;
}

interface OfAmendment {
  readonly amendment: number;
}
interface OfPresentation {
  readonly presentation: number;
}
/** The participant id of the bank that does it. */
interface ByBank {
  readonly bank: string;
}
/** The identity of the payment that is made by it, where it is known: a UETR, a UUID version 4. */
interface OfPayment {
  readonly uetr?: string;
}
/** When the banks of the place are open. */
interface ByCalendars {
  readonly calendars: readonly BankCalendar[];
}

/**
 * The local day (`YYYY-MM-DD`) by the ledger's own clock, at the place where time runs: a time limit of UCP 600 counts from it, and ends by it, whatever
 * instant a party tells.
 */
interface ByLedgersDay {
  readonly today: string;
}

/** What is presented; the credit gives it its number and its days. */
export interface Presenting {
  readonly presentedTo: string;
  readonly amount: MoneyJson;
  readonly consignmentId?: string;
  readonly shippedOn?: string;
  readonly quantity?: string;
  readonly documents: readonly CreditDocument[];
  /** Amendments that what is presented keeps to: by that, they are accepted (UCP 600, article 10(c)). */
  readonly amendments?: readonly number[];
}

export type LetterOfCreditCommand =
  | Asking<'IssueCredit', Omit<LetterOfCreditIssued['data'], 'undertaking' | 'postings'>>
  | Asking<'AdviseCredit', ByBank>
  | Asking<'ConfirmCredit', ByBank>
  | Asking<'DeclineConfirmation', ByBank & { readonly reason: string }>
  | Asking<'ProposeAmendment', { readonly changes: CreditChanges }>
  | Asking<'AdviseAmendment', OfAmendment & ByBank & { readonly confirmationExtended: boolean }>
  /** `only`: the changes that are accepted, by their names; all of them where it is left out. */
  | Asking<'AcceptAmendment', OfAmendment & { readonly only?: readonly string[] }>
  | Asking<'RejectAmendment', OfAmendment>
  | Asking<'TakeUpShipment', Omit<ShipmentTakenUp['data'], 'letterOfCreditId'>>
  | Asking<'TakeUpTransportDocument', Omit<TransportDocumentTakenUp['data'], 'letterOfCreditId'>>
  | Asking<'DropTransportDocument', { readonly consignmentId: string; readonly documentId: string }>
  | Asking<'PresentDocuments', Presenting & ByCalendars & ByLedgersDay>
  | Asking<'FindComplying', OfPresentation & ByBank & ByCalendars & ByLedgersDay>
  /** No notice came in time. */
  | Asking<'DeemComplying', OfPresentation & ByLedgersDay>
  | Asking<
      'RefusePresentation',
      OfPresentation &
        ByBank &
        ByLedgersDay & { readonly discrepancies: readonly Discrepancy[]; readonly disposal: Disposal }
    >
  /** Whoever presented the documents takes them back. */
  | Asking<'WithdrawPresentation', OfPresentation>
  /** They go on to a bank that is bound; `today`, and the calendars, are those of that bank. */
  | Asking<
      'ForwardPresentation',
      OfPresentation & ByCalendars & ByLedgersDay & { /** Participant id of the bank. */ readonly to: string }
    >
  | Asking<'WaiveDiscrepancies', OfPresentation>
  /** The issuing bank agrees to what the applicant waived. */
  | Asking<'AgreeToWaiver', OfPresentation>
  | Asking<'AcceptDraft', OfPresentation & ByBank>
  | Asking<'HonourPresentation', OfPresentation & ByBank & OfPayment>
  | Asking<'NegotiatePresentation', OfPresentation & ByBank & OfPayment>
  /** The issuing bank gives the bank that paid its money back. */
  | Asking<'ReimburseBank', OfPresentation & OfPayment>
  | Asking<'ExpireCredit', { /** All at which it may expire. */ readonly places: readonly PlaceOfExpiry[] }>
  | Asking<'AgreeToCancellation', { readonly by: CancellationParty }>
  | Asking<'CloseCredit', object>;

export type CreditCommandOf<Type extends LetterOfCreditCommand['type']> = Extract<
  LetterOfCreditCommand,
  { readonly type: Type }
>;
