import type { DomainEvent } from '@corridor/kernel';

/** Who takes part in a collection, by participant id; the words are those of the ICC's Uniform Rules for Collections (URC 522). */
interface OfCollection {
  /** A collection is of one invoice, and has its id. */
  readonly invoiceId: string;
  /** The creditor. */
  readonly principal: string;
  /** The debtor. */
  readonly drawee: string;
  /** The creditor's bank. */
  readonly remittingBank: string;
  /** The bank that presents to the drawee, and tells the remitting bank (article 26). */
  readonly presentingBank: string;
}

/** The documents were presented to the drawee: against payment he pays to have them. */
export type CollectionPresented = DomainEvent<
  'CollectionPresented',
  OfCollection & {
    /** `YYYY-MM-DD`. */
    readonly presentedOn: string;
  }
>;

/** The drawee accepted a draft, and has the documents: he pays at maturity. */
export type CollectionAccepted = DomainEvent<
  'CollectionAccepted',
  OfCollection & {
    /** `YYYY-MM-DD`. */
    readonly acceptedOn: string;
    /** `YYYY-MM-DD`, where the draft tells it; else the terms of the invoice do. */
    readonly maturityOn?: string;
  }
>;

export type CollectionEvent = CollectionPresented | CollectionAccepted;

export type CollectionCommand =
  | {
      readonly type: 'PresentCollection';
      readonly occurredAt: string;
      readonly data: CollectionPresented['data'];
    }
  | {
      readonly type: 'AcceptCollection';
      readonly occurredAt: string;
      readonly data: CollectionAccepted['data'];
    };
