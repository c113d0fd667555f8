import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { PaymentMethod, TermsTrigger } from '../invoice/invoice.events.js';
import type { UnmatchedBecause } from '../settlement/settlement.events.js';

/** An invoice has become due at a date: its terms were met. The obligation has the id of its invoice. */
export type ObligationArisen = DomainEvent<
  'ObligationArisen',
  {
    readonly obligationId: string;
    readonly invoiceId: string;
    readonly invoiceNumber: string;
    readonly consignmentId: string;
    /** Participant ids. */
    readonly creditor: string;
    readonly debtor: string;
    readonly creditorBank: string;
    /** As the invoice has them; a payment that names no invoice is known by them. */
    readonly creditorName?: string;
    readonly debtorName?: string;
    readonly amount: MoneyJson;
    readonly method: PaymentMethod;
    readonly letterOfCreditId?: string;
    readonly trigger: TermsTrigger;
    /** `YYYY-MM-DD` on which the terms start. */
    readonly termsStartedOn: string;
    /** `YYYY-MM-DD`: `termsStartedOn` and the days of the terms, or the banking day behind. */
    readonly dueOn: string;
  }
>;

interface Payment {
  readonly obligationId: string;
  readonly invoiceId: string;
  readonly consignmentId: string;
  readonly settlementId: string;
  readonly amount: MoneyJson;
  /** What banks on the way took, as part of the amount: the debtor has paid it, the creditor does without it. */
  readonly fees?: MoneyJson;
  /** What is still owed behind this payment. */
  readonly outstanding: MoneyJson;
  /** Value date of the creditor's booked credit, `YYYY-MM-DD`. */
  readonly valueDate: string;
}

export type ObligationPartSettled = DomainEvent<'ObligationPartSettled', Payment>;

interface LastPayment extends Payment {
  /** The latest value date of all its payments, `YYYY-MM-DD`. Events written before it was told have none. */
  readonly settledOn?: string;
}

/** Settled in full; `outstanding` is 0. */
export type ObligationSettled = DomainEvent<'ObligationSettled', LastPayment>;

/** What a settlement paid was returned, a part of it or all: so much is owed again, by the day it was due before. */
export type PaymentReturned = DomainEvent<
  'PaymentReturned',
  {
    readonly obligationId: string;
    readonly invoiceId: string;
    readonly consignmentId: string;
    /** Whose payment it was. */
    readonly settlementId: string;
    readonly returnId: string;
    readonly amount: MoneyJson;
    /** What is owed behind it. */
    readonly outstanding: MoneyJson;
    /** What is paid behind it, by other settlements or by what this one did not return. */
    readonly paid: MoneyJson;
    /** What of the amount banks on the way had taken, and is undone with it. */
    readonly fees?: MoneyJson;
    /** Value date of the return, `YYYY-MM-DD`. */
    readonly valueDate: string;
  }
>;

/** A settlement did not pay this, as a person found, or since less came than a status had told: so much is owed again. */
export type PaymentUnmatched = DomainEvent<
  'PaymentUnmatched',
  {
    readonly obligationId: string;
    readonly invoiceId: string;
    readonly consignmentId: string;
    readonly settlementId: string;
    /** All that the settlement was thought to pay of it. */
    readonly amount: MoneyJson;
    readonly outstanding: MoneyJson;
    readonly paid: MoneyJson;
    /** What of the amount banks on the way had taken. */
    readonly fees?: MoneyJson;
    /** Where the bank is, `YYYY-MM-DD`. */
    readonly unmatchedOn: string;
    readonly because: UnmatchedBecause;
    readonly reason: string;
  }
>;

/** The creditor takes back what was invoiced by mistake, before or behind the day on which its terms were met: nobody owes it. */
export type InvoiceWithdrawn = DomainEvent<
  'InvoiceWithdrawn',
  {
    readonly obligationId: string;
    readonly invoiceId: string;
    readonly consignmentId: string;
    /** Participant ids. */
    readonly creditor: string;
    readonly debtor: string;
    readonly creditorBank: string;
    /** Where the creditor is, `YYYY-MM-DD`. */
    readonly withdrawnOn: string;
    readonly reason: string;
  }
>;

export type ObligationEvent =
  | ObligationArisen
  | ObligationPartSettled
  | ObligationSettled
  | PaymentReturned
  | PaymentUnmatched
  | InvoiceWithdrawn;

export type ObligationCommand =
  | { readonly type: 'RaiseObligation'; readonly occurredAt: string; readonly data: ObligationArisen['data'] }
  | {
      readonly type: 'ApplyPayment';
      readonly occurredAt: string;
      readonly data: {
        readonly settlementId: string;
        readonly amount: MoneyJson;
        readonly fees?: MoneyJson;
        readonly valueDate: string;
        /** A person says that the settlement pays more of it than was known. */
        readonly again?: true;
      };
    }
  | {
      readonly type: 'ReturnPayment';
      readonly occurredAt: string;
      readonly data: {
        readonly settlementId: string;
        readonly returnId: string;
        readonly amount: MoneyJson;
        readonly fees?: MoneyJson;
        /** Of the return. */
        readonly valueDate: string;
      };
    }
  | {
      readonly type: 'UnmatchPayment';
      readonly occurredAt: string;
      readonly data: Pick<
        PaymentUnmatched['data'],
        'settlementId' | 'fees' | 'unmatchedOn' | 'because' | 'reason'
      >;
    }
  | {
      readonly type: 'WithdrawInvoice';
      readonly occurredAt: string;
      readonly data: InvoiceWithdrawn['data'];
    };
