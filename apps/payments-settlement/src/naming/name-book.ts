import type { BatchEntry } from '@corridor/domain';
import { type CreditNamesOf, type CreditTelling, namesOf } from './names-of-credit.js';

export type NameKind = 'servicer' | 'uetr' | 'payment' | 'end-to-end' | 'entry' | 'batch';

/** A row of `payments.credit_names`. */
export interface CreditName {
  readonly name: string;
  readonly kind: NameKind;
  readonly settlementId: string;
  readonly byStatus: boolean;
  /** The settlement that sums it up, where its entry was told as one amount first. */
  readonly bookedIn?: string | null;
}

/** A row of `payments.batch_parts`. */
export interface BatchPart {
  readonly settlementId: string;
  readonly batch: string;
  readonly bookedIn: string | undefined;
  readonly entry: BatchEntry;
}

/** Which settlement a telling is of. */
export interface Claim {
  readonly settlementId: string;
  /** Nobody has told of it before: there is nothing on its stream yet. */
  readonly fresh: boolean;
  /** It is a part of this settlement, as which its entry was booked. */
  readonly bookedIn?: string;
  /** It is the sum of what its entry was told to be in details: the entry's name, by which these are found. */
  readonly sumOf?: string;
  /** It was booked by itself, and by this settlement once more, as which its entry was booked. */
  readonly alsoIn?: string;
}

/**
 * How many credits that look alike, each with a reference of its own, are told apart by the order in which they came. What comes
 * behind them is known by its own reference alone.
 */
const ALIKE_MAX = 16;

/**
 * Says which settlements tellings are of, by the names that are known and those that they bring. Two are of the same credit where
 *
 * - their servicer's references are equal; or
 * - one of them has none, and their UETRs are equal, with account and amount; or
 * - one of them has no servicer's reference and one no UETR, and their end-to-end ids are equal, with account, amount, value date
 *   and occurrence; or
 * - one is a status that says that the payment reached its creditor, and their UETRs are equal.
 *
 * An entry of several payments is told in details or as one amount: whichever comes first holds the entry's name, and is what counts.
 */
export class NameBook {
  readonly #names = new Map<string, CreditName>();
  readonly #servicers = new Set<string>();
  readonly #uetrs = new Set<string>();
  readonly #added: CreditName[] = [];
  /** What parts of batches were booked in, by their own ids. */
  readonly #bookedIn = new Map<string, string>();
  readonly #addedParts = new Map<string, BatchPart>();

  constructor(known: readonly CreditName[]) {
    for (const each of known) this.#keep(each);
  }

  /** Names that were not known before. */
  get added(): readonly CreditName[] {
    return this.#added;
  }

  /** Parts of batches that were not known before, or are known by now. */
  get addedParts(): readonly BatchPart[] {
    return [...this.#addedParts.values()];
  }

  /** Every name that has to be known to place these tellings. */
  static namesToKnow(tellings: readonly CreditTelling[]): readonly string[] {
    return tellings.flatMap((told) => {
      const { servicer, uetr, payment, endToEnd, entry, batch, sum } = namesOf(told);
      const alike = endToEnd
        ? Array.from({ length: ALIKE_MAX }, (_, index) => endToEnd(told.occurrence + index))
        : [];
      return [servicer, uetr, payment, entry, batch, sum, ...alike].filter((name) => name !== undefined);
    });
  }

  /** The name that tells most surely which credit it is. */
  static firstNameOf(told: CreditTelling): string {
    const { servicer, uetr, payment, endToEnd, entry } = namesOf(told);
    const name = servicer ?? uetr ?? payment ?? endToEnd?.(told.occurrence) ?? entry;
    if (name === undefined) throw new Error(`${told.settlementId} has no name.`);
    return name;
  }

  /** @param settlementId where it is known whose the telling is: the names alone are wanted. */
  place(told: CreditTelling, settlementId?: string): Claim {
    const names = namesOf(told);
    const sumOf = settlementId === undefined ? this.#detailed(names) : undefined;
    if (sumOf !== undefined) return { settlementId: told.settlementId, fresh: false, sumOf };
    const found = settlementId ?? this.#find(told, names);
    const id = found ?? told.settlementId;
    this.#add(told, names, id);
    const alsoIn = this.#addPart(told, names, id, found === undefined);
    const bookedIn = this.#bookedIn.get(id);
    return {
      settlementId: id,
      fresh: found === undefined && bookedIn === undefined,
      ...(bookedIn !== undefined && { bookedIn }),
      ...(alsoIn !== undefined && settlementId === undefined && { alsoIn }),
    };
  }

  /** The settlement that a telling is of, or that it is a part of, if any. */
  find(told: CreditTelling): string | undefined {
    const found = this.#find(told, namesOf(told));
    return found === undefined ? undefined : (this.#bookedIn.get(found) ?? found);
  }

  /** Whether it is an entry that was told in details: the name of the batch. */
  #detailed({ servicer, sum }: CreditNamesOf): string | undefined {
    return [servicer, sum].find((name) => this.#holder(name)?.kind === 'batch');
  }

  /**
   * Keeps which entry details it: as a part of what that was booked as, where it was told as one amount before.
   * @returns what that was booked as, where the part was booked by itself, too.
   */
  #addPart(
    told: CreditTelling,
    { batch }: CreditNamesOf,
    settlementId: string,
    isFresh: boolean,
  ): string | undefined {
    if (!told.batch || batch === undefined || this.#bookedIn.has(settlementId)) return undefined;
    const holder = this.#holder(batch);
    const sum = holder && holder.kind !== 'batch' ? holder.settlementId : undefined;
    if (sum === settlementId) return undefined;
    const bookedIn = told.bookedIn ?? (isFresh ? sum : undefined);
    if (bookedIn !== undefined) this.#bookedIn.set(settlementId, bookedIn);
    if (!holder) this.#addOne({ name: batch, kind: 'batch', settlementId, byStatus: false });
    this.#addedParts.set(settlementId, { settlementId, batch, bookedIn, entry: told.batch });
    return bookedIn === undefined ? sum : undefined;
  }

  #find(told: CreditTelling, names: CreditNamesOf): string | undefined {
    const { servicer, uetr, payment, endToEnd, entry } = names;
    const own = this.#holder(servicer) ?? this.#holder(entry);
    if (own) return own.settlementId;
    const paid = this.#holder(uetr);
    if (paid && !this.#hasOtherServicer(servicer, paid)) return paid.settlementId;
    const ofPayment = this.#holder(payment);
    if (ofPayment && (told.byStatus === true || ofPayment.byStatus)) {
      if (!this.#hasOtherServicer(servicer, ofPayment)) return ofPayment.settlementId;
    }
    if (!endToEnd || told.byStatus === true) return undefined;
    for (let nth = told.occurrence; nth < told.occurrence + ALIKE_MAX; nth += 1) {
      const alike = this.#holder(endToEnd(nth));
      if (!alike) return undefined;
      const isOther =
        this.#hasOtherServicer(servicer, alike) ||
        (uetr !== undefined && this.#uetrs.has(alike.settlementId));
      if (!isOther) return alike.settlementId;
    }
    return undefined;
  }

  /** Its own reference is not that of the other one, or it would have been found by it. */
  #hasOtherServicer(servicer: string | undefined, { settlementId }: CreditName): boolean {
    return servicer !== undefined && this.#servicers.has(settlementId);
  }

  #holder(name: string | undefined): CreditName | undefined {
    return name === undefined ? undefined : this.#names.get(name);
  }

  #add(told: CreditTelling, names: CreditNamesOf, settlementId: string): void {
    const { servicer, uetr, payment, endToEnd, entry, sum } = names;
    const byStatus = told.byStatus === true;
    if (servicer !== undefined && !this.#servicers.has(settlementId)) {
      this.#addOne({ name: servicer, kind: 'servicer', settlementId, byStatus: false });
    }
    if (uetr !== undefined && !this.#uetrs.has(settlementId)) {
      this.#addOne({ name: uetr, kind: 'uetr', settlementId, byStatus: false });
    }
    if (payment !== undefined) this.#addOne({ name: payment, kind: 'payment', settlementId, byStatus });
    if (entry !== undefined) this.#addOne({ name: entry, kind: 'entry', settlementId, byStatus: false });
    if (sum !== undefined) this.#addOne({ name: sum, kind: 'entry', settlementId, byStatus: false });
    if (!endToEnd || byStatus) return;
    for (let nth = told.occurrence; nth < told.occurrence + ALIKE_MAX; nth += 1) {
      const name = endToEnd(nth);
      const holder = this.#names.get(name);
      if (holder && holder.settlementId !== settlementId) continue;
      this.#addOne({ name, kind: 'end-to-end', settlementId, byStatus: false });
      return;
    }
  }

  #addOne(added: CreditName): void {
    if (this.#names.has(added.name)) return;
    this.#keep(added);
    this.#added.push(added);
  }

  #keep(name: CreditName): void {
    this.#names.set(name.name, name);
    if (name.kind === 'servicer') this.#servicers.add(name.settlementId);
    if (name.kind === 'uetr') this.#uetrs.add(name.settlementId);
    if (name.bookedIn) this.#bookedIn.set(name.settlementId, name.bookedIn);
  }
}
