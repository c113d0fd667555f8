export * from './document.js';
export { type EpcisEvent, EVENT_TYPES } from './event.js';
export { timeSchema, uriSchema } from './event-fields.js';
export { eventHash, preHash } from './event-hash.js';
export { type EventKeys, eventKeysOf, normalIdentifier, transactionKey } from './event-keys.js';
export { epcisProblem, exceptionOf } from './exception.js';
export type { Fault } from './fault.js';
export { canonicalIdentifier } from './identifiers.js';
export { type EventIdentity, identityOf } from './identity.js';
export { type SchemaCheck, schemaCheckOf } from './json-schema.js';
export { type Namespaces, namespacesOf } from './namespaces.js';
export { NO_PLACES, type PlaceTable, readPlaces } from './places.js';
export {
  CONSIGNMENTS_MAX,
  consignmentsOf,
  localTimeOf,
  type NoScan,
  type Scan,
  scanOf,
  ucrsOf,
} from './scan.js';
export {
  BIZ_STEPS,
  bareTerm,
  claimsStandard,
  DISPOSITIONS,
  normalTerm,
  VOCABULARIES,
  type VocabularyName,
} from './vocabulary.js';
