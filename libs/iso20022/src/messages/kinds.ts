import { STATEMENT_KINDS } from '../statements/kinds.js';
import type { MessageKind } from './message-kind.js';

/** Every version of every message that is read, by its namespace. */
export const KINDS: ReadonlyMap<string, MessageKind> = new Map(
  [...STATEMENT_KINDS].map((kind) => [kind.namespace, kind]),
);
