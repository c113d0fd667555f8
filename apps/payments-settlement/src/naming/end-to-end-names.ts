import type { CreditName, KnownNames } from './known-names.js';
import { type CreditNamesOf, type CreditTelling, confirmedName, daysOfEntry } from './names-of-credit.js';

/**
 * How many credits that look alike, each with a reference of its own, are told apart by the order in which they came. What comes
 * behind them is known by its own reference alone.
 */
const ALIKE_MAX = 16;

type NameOf = NonNullable<CreditNamesOf['endToEnd']>;

/**
 * Credits by their end-to-end id, with account, amount and day: entries by the value date and their number among those alike, statuses by each day on which the entry
 * may come. Both claim names of one row, so that an entry and a status that come at once meet. A name that a status claimed counts among the entries
 * of its day only once an entry has come under it.
 */
export class EndToEndNames {
  readonly #known: KnownNames;

  constructor(known: KnownNames) {
    this.#known = known;
  }

  /** Every name that has to be known to find a telling, and to add to it. */
  static toKnow({ byStatus, valueDate, occurrence }: CreditTelling, nameOf: NameOf): readonly string[] {
    const first = Array.from({ length: ALIKE_MAX }, (_, index) => index + 1);
    if (byStatus) return daysOfEntry(valueDate).flatMap((day) => first.map((nth) => nameOf(nth, day)));
    const alike = Array.from({ length: ALIKE_MAX }, (_, index) => occurrence + index);
    return [...new Set([...first, ...alike])].map((nth) => nameOf(nth));
  }

  /** The credit that a telling is of by its end-to-end id. */
  find(told: CreditTelling, names: CreditNamesOf): string | undefined {
    const { endToEnd, servicer, uetr } = names;
    if (!endToEnd) return undefined;
    if (told.byStatus) return this.#unclaimed(told, endToEnd, servicer);
    for (let nth = this.#start(told, endToEnd); nth < told.occurrence + ALIKE_MAX; nth += 1) {
      const alike = this.#known.holder(endToEnd(nth));
      if (!alike) break;
      if (this.#isAwaited(alike)) continue;
      const isOther =
        this.#known.hasOtherServicer(servicer, alike) ||
        (uetr !== undefined && this.#known.has('uetr', alike.settlementId));
      if (!isOther) return alike.settlementId;
    }
    // What a status booked has a UETR: with another one, it is another payment.
    return uetr === undefined ? this.#awaited(endToEnd, servicer) : undefined;
  }

  /** Keeps that an entry told of what a status booked, so that no other one does. @returns whether it has its name of the day by that. */
  confirm(nameOf: NameOf | undefined, settlementId: string): boolean {
    const ofDay =
      nameOf && this.#first((nth) => this.#isOfStatus(this.#known.holder(nameOf(nth)), settlementId));
    const confirmed = ofDay === undefined ? settlementId : (nameOf?.(ofDay) as string);
    this.#known.add({ name: confirmedName(confirmed), kind: 'confirmed', settlementId, byStatus: false });
    return ofDay !== undefined;
  }

  /** @param isOfStatus whether the status itself books it. */
  add(told: CreditTelling, nameOf: NameOf, settlementId: string, isOfStatus: boolean): void {
    const added = { kind: 'end-to-end', settlementId, byStatus: isOfStatus } as const;
    if (isOfStatus) {
      for (const day of daysOfEntry(told.valueDate)) {
        const isFree = (holder: CreditName | undefined) => !holder || this.#isOfStatus(holder, settlementId);
        const nth = this.#first((each) => isFree(this.#known.holder(nameOf(each, day))));
        if (nth !== undefined) this.#known.add({ ...added, name: nameOf(nth, day) });
      }
      return;
    }
    for (let nth = this.#start(told, nameOf); nth < told.occurrence + ALIKE_MAX; nth += 1) {
      const name = nameOf(nth);
      const holder = this.#known.holder(name);
      if (holder && (holder.settlementId !== settlementId || this.#isAwaited(holder))) continue;
      this.#known.add({ ...added, name });
      return;
    }
  }

  /** What an entry told, without a UETR, of which no status has told: nearest to the status's day, and the earlier of two. */
  #unclaimed({ valueDate }: CreditTelling, nameOf: NameOf, servicer: string | undefined): string | undefined {
    for (const day of daysOfEntry(valueDate)) {
      for (let nth = 1; nth <= ALIKE_MAX; nth += 1) {
        const alike = this.#known.holder(nameOf(nth, day));
        if (!alike) break;
        const isOther =
          alike.byStatus ||
          this.#known.has('uetr', alike.settlementId) ||
          this.#known.hasOtherServicer(servicer, alike);
        if (!isOther) return alike.settlementId;
      }
    }
    return undefined;
  }

  /** What a status booked, and no entry has told of. */
  #awaited(nameOf: NameOf, servicer: string | undefined): string | undefined {
    if (!this.#known.knowsAwaited) return undefined;
    const nth = this.#first((each) => {
      const alike = this.#known.holder(nameOf(each));
      if (!alike || !this.#isAwaited(alike)) return false;
      if (this.#known.confirmedBy(alike.settlementId) !== undefined) return false;
      return servicer === undefined || !this.#known.has('status-servicer', alike.settlementId);
    });
    return nth === undefined ? undefined : this.#known.holder(nameOf(nth))?.settlementId;
  }

  /** Where the entries of a day begin that are the `occurrence`-th of theirs: names that wait for an entry are not counted. */
  #start({ occurrence }: CreditTelling, nameOf: NameOf): number {
    if (!this.#known.knowsAwaited) return occurrence;
    let awaited = 0;
    for (let nth = 1; nth <= ALIKE_MAX; nth += 1) {
      const holder = this.#known.holder(nameOf(nth));
      if (holder && this.#isAwaited(holder)) awaited += 1;
      else if (nth - awaited === occurrence) return nth;
    }
    return occurrence + awaited;
  }

  /** Whether a status claimed it, and no entry has come under it. */
  #isAwaited({ name, kind, settlementId, byStatus }: CreditName): boolean {
    if (kind !== 'end-to-end' || !byStatus) return false;
    const by = this.#known.confirmedBy(settlementId);
    return by === undefined || by !== confirmedName(name);
  }

  #isOfStatus(holder: CreditName | undefined, settlementId: string): boolean {
    return holder?.settlementId === settlementId && holder.byStatus;
  }

  #first(is: (nth: number) => boolean): number | undefined {
    for (let nth = 1; nth <= ALIKE_MAX; nth += 1) if (is(nth)) return nth;
    return undefined;
  }
}
