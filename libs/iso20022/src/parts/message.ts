import type { Iso20022Definition, Iso20022Family } from './definition.js';

/** The business application header (head.001) that stands before a message. */
export interface BusinessHeader {
  /** `BizMsgIdr`. */
  readonly businessMessageId: string;
  /** `MsgDefIdr`: the message's own name, always. */
  readonly messageDefinition: Iso20022Definition;
  /** `BizSvc`, such as `swift.cbprplus.03`. */
  readonly businessService?: string;
  /** `CreDt` as written. */
  readonly createdAt?: string;
  /** BIC of who sends and of who is to receive it. */
  readonly from?: string;
  readonly to?: string;
  /** `PssblDplct`: the sender does not know whether it has sent it before. */
  readonly possibleDuplicate?: boolean;
  /** `CpyDplct`. */
  readonly copyDuplicate?: CopyDuplicate;
}

/** `CODU` a copy of a duplicate, `COPY`, `DUPL`. */
export type CopyDuplicate = 'CODU' | 'COPY' | 'DUPL';

/** A message begins: comes before its items, as soon as its own header has been read. */
export interface MessageBegin {
  readonly kind: 'message';
  /** Of its `Document`. */
  readonly xpath: string;
  readonly definition: Iso20022Definition;
  readonly family: Iso20022Family;
  readonly namespace: string;
  /** `GrpHdr/MsgId`; `Assgnmt/Id` of a camt.056 and a camt.029. */
  readonly messageId: string;
  /** `CreDtTm` as written. */
  readonly createdAt?: string;
  readonly header?: BusinessHeader;
  /** `NbOfTxs`, as the sender counted. */
  readonly numberOfTransactions?: number;
  /** `CtrlSum`, a decimal number without a currency. */
  readonly controlSum?: string;
  /** `InstgAgt` and `InstdAgt` of the header, `Assgnr` and `Assgne` of a camt.056 and a camt.029: BICs. */
  readonly instructingAgent?: string;
  readonly instructedAgent?: string;
}

/** A message has ended; in a file of many the next one follows. */
export interface MessageEnd {
  readonly kind: 'message-end';
  readonly xpath: string;
  readonly messageId: string;
  readonly messageFormat: Iso20022Definition;
  /** Transactions in it, those with a fault counted too; of a camt.053 and a camt.054 entries without details count as one. */
  readonly transactions: number;
  /**
   * What the amounts of its credit transfers or returns come to, a decimal number, whatever currencies they have: as `CtrlSum` is counted.
   * Absent where a transaction had a fault, and of other families.
   */
  readonly sum?: string;
}
