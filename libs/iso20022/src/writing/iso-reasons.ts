import type { Iso20022ErrorCode } from '../iso20022-error.js';
import type { Reason } from './parts.js';

/** The reason is told in words alone. */
const NARRATIVE = 'NARR';
const FILE_FORMAT = 'FF01';

/**
 * The ledger's own codes → ExternalStatusReason1Code. All that a reader may say of a whole file are here; of others those for
 * which the standard has a word, and those that are told in words on purpose.
 */
const STATUS_REASONS = {
  'xml-malformed': FILE_FORMAT,
  'xml-doctype': FILE_FORMAT,
  'xml-too-deep': FILE_FORMAT,
  'xml-too-large': FILE_FORMAT,
  'encoding-unsupported': FILE_FORMAT,
  'message-unsupported': FILE_FORMAT,
  'header-differs': FILE_FORMAT,
  // Where the field has no word of its own: see byField.
  'field-missing': FILE_FORMAT,
  'field-invalid': FILE_FORMAT,
  'content-invalid': FILE_FORMAT,

  // AM01 says zero; an amount may be below it, too.
  'amount-not-positive': 'AM12',
  'amount-malformed': 'AM12',
  'amount-too-precise': 'AM12',
  'amount-too-large': 'AM02',
  'unknown-currency': 'AM11',
  'currency-differs': 'CURR',
  'not-a-positive-decimal': 'AM12',
  'batch-total-differs': 'AM10',
  'control-sum-differs': 'AM10',
  'transactions-differ': 'AM18',
  'return-exceeds-settlement': 'AM02',
  'original-amount-differs': 'AM09',
  'exchange-missing': NARRATIVE,

  'schema-breached': 'FF01',
  'date-malformed': 'DT01',
  'date-in-future': 'DT01',
  'return-before-booking': 'DT01',
  'iban-invalid': 'AC01',
  'reason-malformed': NARRATIVE,
  'reason-unknown': NARRATIVE,

  duplicate: 'AM05',
  'message-id-reused': 'DU01',
  'settlement-differs': 'DU03',
  'instruction-differs': 'DU03',
  'return-differs': 'DU03',
  'original-unknown': 'AG09',
  'original-ambiguous': 'DU04',

  'not-a-credit': 'AG03',
  'reversal-not-settled': 'AG03',
  'copy-not-settled': NARRATIVE,
  'batch-not-detailed': NARRATIVE,
  'batch-incomplete': NARRATIVE,
  'booked-in-sum': 'DU03',
  'original-in-sum': NARRATIVE,
  'recall-unknown': NARRATIVE,
  'answer-from-other': NARRATIVE,
  'assigner-other': NARRATIVE,
  'bank-bic-unknown': NARRATIVE,
  'too-many-payments': NARRATIVE,
  'message-ambiguous': NARRATIVE,
  'not-booked': NARRATIVE,
  'illegal-step': NARRATIVE,
} as const satisfies Readonly<Record<Iso20022ErrorCode, string>> & Readonly<Record<string, string>>;

/** The ledger's own codes → ExternalPaymentCancellationRejection1Code. */
const CANCELLATION_REJECTIONS: ReadonlyMap<string, string> = new Map([
  ['original-unknown', 'NOOR'],
  ['returned-already', 'ARDT'],
]);

/** Part of the path of a field → the reason that says that this one is missing or wrong; the first that fits. */
const FIELDS: readonly (readonly [path: RegExp, reason: string])[] = [
  [/\/@Ccy$|\/Ccy$/, 'AM11'],
  [/\/GrpHdr\/NbOfTxs$/, 'AM19'],
  [/\/PmtInf\/NbOfTxs$/, 'AM20'],
  [/\/NbOfTxs$/, 'AM18'],
  [/\/GrpHdr\/CtrlSum$/, 'AM16'],
  [/\/PmtInf\/CtrlSum$/, 'AM17'],
  [/\/CtrlSum$/, 'AM10'],
  [/Am(oun)?t$/, 'AM12'],
  [/\/CdtrAcct(\/|$)/, 'AC03'],
  [/\/DbtrAcct(\/|$)/, 'AC02'],
  [/\/Acct(\/|$)|\/IBAN$/, 'AC01'],
  [/\/CdtrAgt(\/.*)?\/BIC(FI)?$/, 'RC07'],
  [/\/DbtrAgt(\/.*)?\/BIC(FI)?$/, 'RC06'],
  [/\/(Any)?BIC(FI|OrBEI)?$/, 'RC05'],
  [/\/CdtrAgt(\/|$)/, 'RC04'],
  [/\/DbtrAgt(\/|$)/, 'RC03'],
  [/\/(Instg|Instd)Agt(\/|$)/, 'RC02'],
  [/\/IntrmyAgt\d(\/|$)/, 'RC11'],
  [/\/Cdtr(\/.*)?\/Ctry$/, 'BE11'],
  [/\/Dbtr(\/.*)?\/Ctry$/, 'BE10'],
  [/\/Ctry$/, 'BE09'],
  [/\/Cdtr(\/Pty)?\/Nm$/, 'BE22'],
  [/\/Dbtr(\/Pty)?\/Nm$/, 'BE08'],
  [/\/Nm$/, 'BE21'],
  [/\/EndToEndId$|\/UETR$/, 'FF08'],
  [/\/CreDt(Tm)?$/, 'DT02'],
  [/Dt(Tm)?$/, 'DT01'],
  [/\/ChrgBr$/, 'BE19'],
  [/\/CtgyPurp(\/|$)/, 'FF06'],
  [/\/SvcLvl(\/|$)/, 'FF04'],
  [/\/LclInstrm(\/|$)/, 'FF05'],
  [/\/PmtTpInf(\/|$)/, 'FF03'],
  [/\/Purp(\/|$)/, 'FF07'],
  [/\/CdtrRefInf(\/|$)/, 'RR09'],
  [/\/RmtInf(\/|$)/, 'RR07'],
];

/** Every reason that may be given, for a test against the standard's lists. */
export const STATUS_REASONS_GIVEN: readonly string[] = [
  ...Object.values(STATUS_REASONS),
  ...FIELDS.map(([, reason]) => reason),
];
export const CANCELLATION_REJECTIONS_GIVEN: readonly string[] = [
  ...CANCELLATION_REJECTIONS.values(),
  NARRATIVE,
];

/** What was refused, as the ledger itself tells it. */
export interface Refusal {
  /** Of the ledger's own codes. */
  readonly code: string;
  readonly message?: string;
  /** The element at fault. */
  readonly xpath?: string;
}

/** Whether the standard's reason for a code was decided; all others are told in words. */
export function hasIsoReason(code: string): boolean {
  return Object.hasOwn(STATUS_REASONS, code);
}

/**
 * The reason of a status by ExternalStatusReason1Code: for a field that is missing or wrong that of the field, where the standard
 * has one. What it has no word for is `NARR`.
 */
export function isoReasonOf({ code, xpath }: Refusal): string {
  if (code === 'field-missing' || code === 'field-invalid') return byField(xpath) ?? STATUS_REASONS[code];
  return (STATUS_REASONS as Readonly<Record<string, string>>)[hasIsoReason(code) ? code : ''] ?? NARRATIVE;
}

/** The reason not to cancel a payment, by ExternalPaymentCancellationRejection1Code. */
export function cancellationRejectionOf({ code }: Refusal): string {
  return CANCELLATION_REJECTIONS.get(code) ?? NARRATIVE;
}

/** For a pacs.002 or pain.002: the standard's reason, then in words the ledger's own code and message, and the element at fault. */
export function statusReasonOf(refusal: Refusal): Reason {
  return { reason: { code: isoReasonOf(refusal) }, additional: inWords(refusal) };
}

/** The same for a camt.029. */
export function cancellationReasonOf(refusal: Refusal): Reason {
  return { reason: { code: cancellationRejectionOf(refusal) }, additional: inWords(refusal) };
}

function inWords({ code, message, xpath }: Refusal): readonly string[] {
  const told = message === undefined ? code : `${code}: ${message}`;
  return xpath === undefined ? [told] : [told, xpath];
}

function byField(xpath: string | undefined): string | undefined {
  if (xpath === undefined) return undefined;
  const path = xpath.replaceAll(/\[\d+\]/g, '');
  return FIELDS.find(([part]) => part.test(path))?.[1];
}
