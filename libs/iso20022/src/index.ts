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
  OriginalPayment,
  PaymentParty,
  Reason,
  TransactionReferences,
} from './parts/payment.js';
export type { EntriesSummary, StatementBalance, StatementBegin, StatementEnd } from './parts/statement.js';
export { type IdentifyingFields, settlementIdentity } from './settlement-identity.js';
