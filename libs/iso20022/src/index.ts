export { canonicalAccount } from './fields/account.js';
export { saysNoReference } from './fields/field-values.js';
export { Iso20022Error, type Iso20022ErrorCode, type Iso20022Position } from './iso20022-error.js';
export type { ReadLimits } from './limits.js';
export { type Chunks, readAllMessages, readMessages } from './messages/read-messages.js';
export { DEFINITIONS, type Iso20022Definition, type Iso20022Family } from './parts/definition.js';
export type {
  CancellationAnswer,
  CancellationRequest,
  CreditTransfer,
  EntryReferences,
  Iso20022Item,
  ItemOrigin,
  PaymentReturn,
  RejectedItem,
  StatusReport,
} from './parts/items.js';
export type { BusinessHeader, CopyDuplicate, MessageBegin, MessageEnd } from './parts/message.js';
export type { NotifiedEntry } from './parts/notified-entry.js';
export type { Iso20022Part } from './parts/part.js';
export type {
  Charge,
  ChargeBearer,
  ExchangeRate,
  Handing,
  OriginalPayment,
  PaymentParty,
  Reason,
  TransactionReferences,
} from './parts/payment.js';
export type {
  EntriesSummary,
  StatementBalance,
  StatementBegin,
  StatementEnd,
  StatementSummary,
} from './parts/statement.js';
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
export {
  isInstant,
  type MessageHead,
  type OriginalMessage,
  type Party,
  type Reason as WrittenReason,
} from './writing/parts.js';
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
  type CancellationAnswer as WrittenCancellationAnswer,
  type CancelledTransaction,
  RESOLUTION_OF_INVESTIGATION,
  type ResolutionOfInvestigation,
  writeResolutionOfInvestigation,
} from './writing/resolution-of-investigation.js';
export { type GroupStatus, groupStatusOf, type ReplyStatus } from './writing/statuses.js';
