import type { Iso20022Item } from './items.js';
import type { MessageBegin, MessageEnd } from './message.js';
import type { StatementBegin, StatementEnd } from './statement.js';

/**
 * What a file is read into, in its order: each message begins, has its items (those of a camt.053 and a camt.054 stand
 * between the beginning and the end of a statement), and ends.
 */
export type Iso20022Part = MessageBegin | StatementBegin | Iso20022Item | StatementEnd | MessageEnd;
