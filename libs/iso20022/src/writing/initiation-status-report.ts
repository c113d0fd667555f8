import { type Envelope, messageXml } from './business-header.js';
import {
  type MessageHead,
  type OriginalMessage,
  optionalId,
  original,
  originalId,
  originalInstant,
  ownId,
  ownInstant,
  type Reason,
  reasons,
  uetr,
} from './parts.js';
import { countsPerStatus, groupStatus, type ReplyStatus } from './statuses.js';
import { group, type XmlElement } from './xml-element.js';

/** Versions of pain.002 that are written: that which answers the version of the pain.001. Of what we write they have the same. */
export const INITIATION_STATUS_REPORTS = ['pain.002.001.10', 'pain.002.001.11'] as const;

/** A pain.002: what became of the payments that somebody asked his bank for. */
export interface InitiationStatusReport extends MessageHead {
  readonly version: (typeof INITIATION_STATUS_REPORTS)[number];
  readonly original: OriginalMessage;
  readonly reasons?: readonly Reason[];
  /** Of the message as a whole, where nothing in it was looked at; what it holds decides otherwise. */
  readonly status?: ReplyStatus;
  readonly payments: readonly PaymentInformationStatus[];
}

/** What became of one `PmtInf`. */
export interface PaymentInformationStatus {
  readonly paymentInformationId?: string;
  readonly reasons?: readonly Reason[];
  /** Where none of its transactions was looked at; theirs decide otherwise. */
  readonly status?: ReplyStatus;
  readonly transactions: readonly InitiatedTransactionStatus[];
}

export interface InitiatedTransactionStatus {
  readonly status: ReplyStatus;
  readonly statusId?: string;
  readonly instructionId?: string;
  readonly endToEndId?: string;
  readonly uetr?: string;
  readonly reasons?: readonly Reason[];
  readonly acceptedAt?: string;
}

/**
 * The report as XML; the same for the same report.
 * @throws RangeError for a message id or an instant of ours that the standard has no room for.
 */
export function writeInitiationStatusReport(report: InitiationStatusReport, envelope?: Envelope): string {
  const { messageId, createdAt, payments, version } = report;
  const all = payments.flatMap(statusesOf);
  const body = group(
    'CstmrPmtStsRpt',
    group('GrpHdr', ownId('MsgId', messageId), ownInstant('CreDtTm', createdAt)),
    group(
      'OrgnlGrpInfAndSts',
      original(report.original),
      groupStatus('GrpSts', all, report.status),
      reasons('StsRsnInf', report.reasons ?? []),
      countsPerStatus(payments.flatMap(({ transactions }) => transactions.map(({ status }) => status))),
    ),
    payments.map(paymentOf),
  );
  return messageXml(version, report, body, envelope);
}

/** What a payment information says of its group: its transactions' statuses, or its own. */
function statusesOf({ status, transactions }: PaymentInformationStatus): readonly ReplyStatus[] {
  if (transactions.length > 0) return transactions.map((each) => each.status);
  return status === undefined ? [] : [status];
}

function paymentOf(payment: PaymentInformationStatus): XmlElement | undefined {
  const statuses = payment.transactions.map(({ status }) => status);
  return group(
    'OrgnlPmtInfAndSts',
    originalId('OrgnlPmtInfId', payment.paymentInformationId),
    groupStatus('PmtInfSts', statuses, payment.status),
    reasons('StsRsnInf', payment.reasons ?? []),
    countsPerStatus(statuses),
    payment.transactions.map((each) =>
      group(
        'TxInfAndSts',
        optionalId('StsId', each.statusId),
        optionalId('OrgnlInstrId', each.instructionId),
        optionalId('OrgnlEndToEndId', each.endToEndId),
        uetr('OrgnlUETR', each.uetr),
        { name: 'TxSts', content: each.status },
        reasons('StsRsnInf', each.reasons ?? []),
        originalInstant('AccptncDtTm', each.acceptedAt),
      ),
    ),
  );
}
