export { canonicalAccount } from './account.js';
export { type Chunks, readAllCamt054, readCamt054 } from './camt054.js';
export { saysNoReference } from './field-values.js';
export { Iso20022Error, type Iso20022ErrorCode, type Iso20022Position } from './iso20022-error.js';
export type { ReadLimits } from './limits.js';
export type { Camt054Format, NotifiedEntry, NotifiedItem, RejectedEntry } from './notified-item.js';
export { type IdentifyingFields, settlementIdentity } from './settlement-identity.js';
