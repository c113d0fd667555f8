export { type Keys, LedgerClient, type Role } from './ledger-client.js';
export { Narrator, until } from './narrator.js';
export { tellPath } from './path.js';
