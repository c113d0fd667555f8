import { type Envelope, messageXml } from './business-header.js';
import { ID_MAX, type MessageHead, originalId, originalInstant, ownId, ownInstant } from './parts.js';
import { field, group } from './xml-element.js';

export const RECEIPT_ACKNOWLEDGEMENT = 'admi.007.001.01';

const DESCRIPTION_MAX = 140;

/** An admi.007: that a file was received, and what became of what it tells of. */
export interface ReceiptAcknowledgement extends MessageHead {
  /** At least one. */
  readonly reports: readonly ReceiptReport[];
}

export interface ReceiptReport {
  /** Of the message that was received, or of one entry in it. */
  readonly reference?: string;
  /** Such as `camt.054.001.08`. */
  readonly messageName?: string;
  /** One to four letters and digits, by agreement: the standard has no list. A status such as ACTC, or a reason such as AM05. */
  readonly status: string;
  /** RFC 3339 with its offset. */
  readonly at?: string;
  /** Told to a person; the standard has room for 140 characters. */
  readonly description?: string;
}

/**
 * The acknowledgement as XML; the same for the same one.
 * @throws RangeError for an id, an instant or a status that the standard has no room for, and where nothing is reported.
 */
export function writeReceiptAcknowledgement(
  { messageId, createdAt, reports }: ReceiptAcknowledgement,
  envelope?: Envelope,
): string {
  if (reports.length === 0) throw new RangeError('An admi.007 reports on one reference at least.');
  const body = group(
    'RctAck',
    group('MsgId', ownId('MsgId', messageId), ownInstant('CreDtTm', createdAt)),
    reports.map((report) =>
      group(
        'Rpt',
        group('RltdRef', originalId('Ref', report.reference), field('MsgNm', report.messageName, ID_MAX)),
        group(
          'ReqHdlg',
          { name: 'StsCd', content: statusCode(report.status) },
          originalInstant('StsDtTm', report.at),
          field('Desc', report.description, DESCRIPTION_MAX),
        ),
      ),
    ),
  );
  return messageXml(RECEIPT_ACKNOWLEDGEMENT, { messageId, createdAt }, body, envelope);
}

function statusCode(status: string): string {
  if (/^[a-zA-Z0-9]{1,4}$/.test(status)) return status;
  throw new RangeError(`${JSON.stringify(status)} is no status of one to four letters and digits.`);
}
