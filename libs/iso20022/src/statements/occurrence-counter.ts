import { createHash } from 'node:crypto';
import type { Iso20022Part } from '../parts/part.js';
import { settlementIdentity } from '../settlement-identity.js';

/** Counts the equal transactions of one message. */
export class OccurrenceCounter {
  /** Of an entry without a name of its own it keeps 16 bytes, as a large statement has many of them. */
  readonly #counts = new Map<string, number>();

  /** The part, an entry with its `occurrence`. @param part an entry with 1 for it. */
  counted(part: Iso20022Part): Iso20022Part {
    if (part.kind !== 'entry' || (part.accountServicerReference ?? part.uetr) !== undefined) return part;
    // What is pending and what is booked may be the same transaction in two states.
    const identity = `${part.status} ${settlementIdentity(part)}`;
    const key = createHash('sha256').update(identity).digest().toString('latin1', 0, 16);
    const occurrence = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, occurrence);
    return occurrence === 1 ? part : { ...part, occurrence };
  }
}
