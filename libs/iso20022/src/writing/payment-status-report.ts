import { type Envelope, messageXml } from './business-header.js';
import {
  agent,
  type MessageHead,
  type OriginalMessage,
  optionalId,
  original,
  originalInstant,
  ownId,
  ownInstant,
  type Party,
  type Reason,
  reasons,
  uetr,
} from './parts.js';
import { countsPerStatus, groupStatus, type ReplyStatus } from './statuses.js';
import { group, type XmlElement } from './xml-element.js';

export const PAYMENT_STATUS_REPORT = 'pacs.002.001.10';

/** A pacs.002: what became of the payments of a message between banks. */
export interface PaymentStatusReport extends MessageHead {
  readonly instructing?: Party;
  readonly instructed?: Party;
  readonly original: OriginalMessage;
  /** Of the message as a whole. */
  readonly reasons?: readonly Reason[];
  /** Of the message as a whole, where none of its transactions was looked at; theirs decide otherwise. */
  readonly status?: ReplyStatus;
  readonly transactions: readonly TransactionStatus[];
}

/** What became of one payment. References are those of the original, as far as it has them. */
export interface TransactionStatus {
  readonly status: ReplyStatus;
  /** Of this very answer. */
  readonly statusId?: string;
  readonly instructionId?: string;
  readonly endToEndId?: string;
  readonly transactionId?: string;
  readonly uetr?: string;
  readonly reasons?: readonly Reason[];
  /** RFC 3339 with its offset. */
  readonly acceptedAt?: string;
}

/**
 * The report as XML; the same for the same report.
 * @throws RangeError for a message id or an instant of ours that the standard has no room for.
 */
export function writePaymentStatusReport(report: PaymentStatusReport, envelope?: Envelope): string {
  const { messageId, createdAt, transactions } = report;
  const statuses = transactions.map(({ status }) => status);
  const body = group(
    'FIToFIPmtStsRpt',
    group(
      'GrpHdr',
      ownId('MsgId', messageId),
      ownInstant('CreDtTm', createdAt),
      agent('InstgAgt', report.instructing),
      agent('InstdAgt', report.instructed),
    ),
    group(
      'OrgnlGrpInfAndSts',
      original(report.original),
      groupStatus('GrpSts', statuses, report.status),
      reasons('StsRsnInf', report.reasons ?? []),
      countsPerStatus(statuses),
    ),
    transactions.map(transactionOf),
  );
  return messageXml(PAYMENT_STATUS_REPORT, report, body, envelope);
}

function transactionOf(each: TransactionStatus): XmlElement | undefined {
  return group(
    'TxInfAndSts',
    optionalId('StsId', each.statusId),
    optionalId('OrgnlInstrId', each.instructionId),
    optionalId('OrgnlEndToEndId', each.endToEndId),
    optionalId('OrgnlTxId', each.transactionId),
    uetr('OrgnlUETR', each.uetr),
    { name: 'TxSts', content: each.status },
    reasons('StsRsnInf', each.reasons ?? []),
    originalInstant('AccptncDtTm', each.acceptedAt),
  );
}
