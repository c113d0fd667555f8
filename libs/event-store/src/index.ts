export * from './aggregate-store.js';
export * from './append/append.js';
export { appendParameters } from './append/append-call.js';
export { encodeAppend } from './append/encode-append.js';
export * from './asked-together.js';
export * from './errors.js';
export * from './event-store.js';
export {
  type ArchiveOptions,
  type ArchiveProgress,
  type ArchiveRun,
  archiveSegments,
} from './growth/archive-segments.js';
export { archivedSegments } from './growth/segment-catalogue.js';
export * from './in-transaction.js';
export { canonicalJson } from './integrity/canonical-json.js';
export { GENESIS } from './integrity/chain.js';
export type { Breach } from './integrity/chain-check.js';
export * from './integrity/checkpoint.js';
export * from './integrity/inclusion.js';
export * from './integrity/log-file.js';
export { type LineRow, lineOf, MalformedLine } from './integrity/log-line.js';
export * from './integrity/signed-digest.js';
export * from './integrity/verify-file.js';
export * from './integrity/verify-log.js';
export * from './ledger-pool.js';
export type { LogFilter } from './read/log-filter.js';
export type { ReadAllOptions, ReadLogOptions } from './read/log-reader.js';
export type { ReadStreamOptions } from './read/stream-reader.js';
export { isLostConnection, type SubscribeOptions } from './read/subscription.js';
export * from './retry-on-conflict.js';
export { isMasterKey, MasterKey } from './sealing/master-key.js';
export { type SubjectKey, seal, unseal } from './sealing/sealed-text.js';
export { type Erasure, SubjectKeys, type TextOrigin } from './sealing/subject-keys.js';
export type { SnapshotOptions } from './snapshots.js';
