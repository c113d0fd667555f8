import type { NotifiedEntry } from './notified-item.js';
import { settlementIdentity } from './settlement-identity.js';

/** Counts the equal transactions of one message. */
export class OccurrenceCounter {
  readonly #counts = new Map<string, number>();

  /** The entry with its {@link NotifiedEntry.occurrence}. @param entry with 1 for it. */
  counted(entry: NotifiedEntry): NotifiedEntry {
    if (entry.accountServicerReference ?? entry.uetr) return entry;
    // What is pending and what is booked may be the same transaction in two states.
    const key = `${entry.status} ${settlementIdentity(entry)}`;
    const occurrence = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, occurrence);
    return { ...entry, occurrence };
  }
}
