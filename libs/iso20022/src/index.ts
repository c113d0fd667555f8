export { canonicalAccount } from './account.js';
export { type Chunks, readAllCamt054, readCamt054 } from './camt054.js';
export { saysNoReference } from './field-values.js';
export { Iso20022Error, type Iso20022ErrorCode, type Iso20022Position } from './iso20022-error.js';
export type { ReadLimits } from './limits.js';
export type { Camt054Format, NotifiedEntry, NotifiedItem, RejectedEntry } from './notified-item.js';
export {
  SchemaCheckError,
  type SchemaCheckFailure,
  type SchemaFault,
} from './schema/schema-fault.js';
export { type SchemaLimits, SchemaValidator } from './schema/schema-validator.js';
export { type IdentifyingFields, settlementIdentity } from './settlement-identity.js';
export type { Envelope } from './writing/business-header.js';
export {
  INITIATION_STATUS_REPORTS,
  type InitiatedTransactionStatus,
  type InitiationStatusReport,
  type PaymentInformationStatus,
  writeInitiationStatusReport,
} from './writing/initiation-status-report.js';
export {
  cancellationReasonOf,
  cancellationRejectionOf,
  hasIsoReason,
  isoReasonOf,
  type Refusal,
  statusReasonOf,
} from './writing/iso-reasons.js';
export type { MessageHead, OriginalMessage, Party, Reason } from './writing/parts.js';
export {
  PAYMENT_STATUS_REPORT,
  type PaymentStatusReport,
  type TransactionStatus,
  writePaymentStatusReport,
} from './writing/payment-status-report.js';
export {
  RECEIPT_ACKNOWLEDGEMENT,
  type ReceiptAcknowledgement,
  type ReceiptReport,
  writeReceiptAcknowledgement,
} from './writing/receipt-acknowledgement.js';
export {
  type CancellationAnswer,
  type CancelledTransaction,
  RESOLUTION_OF_INVESTIGATION,
  type ResolutionOfInvestigation,
  writeResolutionOfInvestigation,
} from './writing/resolution-of-investigation.js';
export { type GroupStatus, groupStatusOf, type ReplyStatus } from './writing/statuses.js';
