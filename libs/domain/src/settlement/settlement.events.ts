import type { DomainEvent, MoneyJson } from '@corridor/kernel';

/** What a payment says about itself; names of ISO 20022. */
export interface PaymentReferences {
  readonly endToEndId?: string;
  /** Unique end-to-end transaction reference, a UUID version 4 in lower case. */
  readonly uetr?: string;
  /** The account servicer's own reference of the entry (`AcctSvcrRef`). */
  readonly accountServicerReference?: string;
  /** Invoice numbers and creditor references that the remittance information names. */
  readonly remittance: readonly string[];
}

/** A bank has booked a credit to the creditor's account. */
export type SettlementBooked = DomainEvent<
  'SettlementBooked',
  {
    readonly settlementId: string;
    /** Participant id of the bank that reports it. */
    readonly bank: string;
    /** IBAN or other identification of the creditor's account. */
    readonly account: string;
    readonly references: PaymentReferences;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly bookedOn: string;
    /** `YYYY-MM-DD`. */
    readonly valueDate: string;
    readonly debtorName?: string;
    readonly creditorName?: string;
    /** What brought it: the message's identifier such as `camt.054.001.08`, or `json`. */
    readonly format: string;
    readonly messageId?: string;
  }
>;

/** A part of the settlement, or all of it, pays an obligation. */
export type SettlementMatched = DomainEvent<
  'SettlementMatched',
  {
    readonly settlementId: string;
    readonly bank: string;
    readonly obligationId: string;
    readonly invoiceId: string;
    readonly consignmentId: string;
    readonly amount: MoneyJson;
    /** What of the settlement pays nothing yet. */
    readonly unallocated: MoneyJson;
    /** Which reference named the obligation. */
    readonly by: 'end-to-end-id' | 'remittance';
  }
>;

/** What it pays is not known, or not whose it is, or it is more than was owed: the amount waits in suspense. */
export type SettlementSuspended = DomainEvent<
  'SettlementSuspended',
  {
    readonly settlementId: string;
    readonly bank: string;
    /** `ambiguous`: its references name obligations of more than one creditor. */
    readonly reason: 'no-open-obligation' | 'overpaid' | 'ambiguous';
    readonly amount: MoneyJson;
  }
>;

/** What a return takes back from one obligation, or pays it. */
export interface AllocatedPart {
  readonly obligationId: string;
  readonly invoiceId: string;
  readonly consignmentId: string;
  readonly amount: MoneyJson;
}

/** The bank has given a part of the credit back, or all of it: what waited in suspense first, then what paid something. */
export type SettlementReturned = DomainEvent<
  'SettlementReturned',
  {
    readonly settlementId: string;
    readonly bank: string;
    /** Of this return; a settlement may be returned in parts. */
    readonly returnId: string;
    readonly amount: MoneyJson;
    /** Code of ISO 20022's external list ExternalReturnReason1Code, such as `AC04`. */
    readonly reason?: string;
    /** `YYYY-MM-DD`. */
    readonly bookedOn: string;
    /** `YYYY-MM-DD`. */
    readonly valueDate: string;
    /** What the return says about itself. */
    readonly references: PaymentReferences;
    /** What of the settlement pays nothing behind it. */
    readonly unallocated: MoneyJson;
    /** What it takes back from obligations, each once, the last paid first; empty where suspense held enough. */
    readonly takenBack: readonly AllocatedPart[];
    /** What brought it: the message's identifier such as `camt.054.001.08`, or `json`. */
    readonly format: string;
    readonly messageId?: string;
  }
>;

export type SettlementEvent = SettlementBooked | SettlementMatched | SettlementSuspended | SettlementReturned;

export type SettlementCommand =
  | { readonly type: 'BookSettlement'; readonly occurredAt: string; readonly data: SettlementBooked['data'] }
  | {
      readonly type: 'AllocateSettlement';
      readonly occurredAt: string;
      readonly data: {
        readonly obligationId: string;
        readonly invoiceId: string;
        readonly consignmentId: string;
        readonly amount: MoneyJson;
        readonly by: 'end-to-end-id' | 'remittance';
        /** The obligation was opened again since this settlement paid it, by the return of another payment. */
        readonly again?: true;
      };
    }
  | {
      readonly type: 'SuspendSettlement';
      readonly occurredAt: string;
      readonly data: { readonly ambiguous: boolean };
    }
  | {
      readonly type: 'ReturnSettlement';
      readonly occurredAt: string;
      /** What the bank says; from whom it is taken back is worked out. */
      readonly data: Omit<SettlementReturned['data'], 'settlementId' | 'bank' | 'unallocated' | 'takenBack'>;
    };
