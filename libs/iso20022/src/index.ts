export { type Chunks, readAllCamt054, readCamt054 } from './camt054.js';
export { Iso20022Error, type Iso20022ErrorCode, type Iso20022Position } from './iso20022-error.js';
export type { ReadLimits } from './limits.js';
export type { Camt054Format, NotifiedEntry, NotifiedItem, RejectedEntry } from './notified-item.js';
export { settlementIdentity } from './settlement-identity.js';
