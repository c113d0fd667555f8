import type { MoneyJson } from '@corridor/kernel';
import { type CreditNamesOf, type CreditTelling, type NamesOfEntry, namesOf } from './names-of-credit.js';

export type NameKind =
  | 'servicer'
  | 'uetr'
  | 'payment'
  | 'end-to-end'
  /** A whole entry, by all that was told of it or by `NtryRef`. */
  | 'entry'
  /** A whole entry by `NtryRef`, whose payment has names of its own. */
  | 'entry-of-one'
  /** An entry that was told in details, by the servicer's reference. */
  | 'batch'
  /** The same by `NtryRef`. */
  | 'batch-entry';

/** A row of `payments.credit_names`. */
export interface CreditName {
  readonly name: string;
  readonly kind: NameKind;
  readonly settlementId: string;
  readonly byStatus: boolean;
  /** The settlement that sums it up, where its entry was told as one amount first. */
  readonly bookedIn?: string | null;
}

/** A row of `payments.entry_details`. */
export interface EntryDetail {
  readonly settlementId: string;
  /** The settlement that holds the names of the entry. */
  readonly entryId: string;
  readonly bookedIn: string | undefined;
  /** Of the entry. */
  readonly total: MoneyJson;
  readonly transactions: number;
}

/** Which settlement a telling is of. */
export interface Claim {
  readonly settlementId: string;
  /** Nobody has told of it before: there is nothing on its stream yet. */
  readonly fresh: boolean;
  /** Its entry was booked as this settlement, in one amount. */
  readonly bookedIn?: string;
  /** It is the sum of what its entry was told to be in details: who holds the entry's names, by whom these are found. */
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
 * An entry of several payments is told in details or as one amount: whichever comes first holds the entry's names, and is what counts. These are
 * its servicer's reference, and `NtryRef` with amount and value date, which names the same entry unless both have servicer's references that differ.
 */
export class NameBook {
  readonly #names = new Map<string, CreditName>();
  readonly #servicers = new Set<string>();
  readonly #uetrs = new Set<string>();
  readonly #batches = new Set<string>();
  readonly #added: CreditName[] = [];
  /** What details were booked in, by their own ids. */
  readonly #bookedIn = new Map<string, string>();
  readonly #addedDetails = new Map<string, EntryDetail>();

  constructor(known: readonly CreditName[]) {
    for (const each of known) this.#keep(each);
  }

  /** Names that were not known before. */
  get added(): readonly CreditName[] {
    return this.#added;
  }

  /** Details of entries that were not known before, or are known by now. */
  get addedDetails(): readonly EntryDetail[] {
    return [...this.#addedDetails.values()];
  }

  /** Every name that has to be known to place these tellings. */
  static namesToKnow(tellings: readonly CreditTelling[]): readonly string[] {
    return tellings.flatMap((told) => {
      const { endToEnd } = namesOf(told);
      const alike = endToEnd
        ? Array.from({ length: ALIKE_MAX }, (_, index) => endToEnd(told.occurrence + index))
        : [];
      return [...NameBook.fixedNamesOf(told), ...alike];
    });
  }

  /** Its names but for those that are counted. */
  static fixedNamesOf(told: CreditTelling): readonly string[] {
    const { servicer, uetr, payment, entry, detailed, whole } = namesOf(told);
    return [servicer, uetr, payment, entry, detailed?.servicer, detailed?.reference, whole].filter(
      (name) => name !== undefined,
    );
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
    const sumOf = settlementId === undefined ? this.placeSum(told) : undefined;
    if (sumOf !== undefined) return { settlementId: told.settlementId, fresh: false, sumOf };
    const found = settlementId ?? this.#find(told, names);
    const id = found ?? told.settlementId;
    this.#add(told, names, id);
    const alsoIn = this.#addDetail(told, names, id, found === undefined);
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

  /** Who holds the names of the entry, where one amount is that of an entry which was told in details; it keeps what else that is called. */
  placeSum(told: CreditTelling): string | undefined {
    const { servicer, whole, isBare, detailed } = namesOf(told);
    if (detailed) return undefined;
    const names = {
      ...(servicer !== undefined && { servicer }),
      ...(whole !== undefined && isBare && { reference: whole }),
    };
    const entryId = this.#detailedAs(names);
    if (entryId !== undefined) this.#addEntry(names, entryId);
    return entryId;
  }

  /** Whether it is known, as itself or in details. */
  knows(told: CreditTelling): boolean {
    return this.find(told) !== undefined || this.placeSum(told) !== undefined;
  }

  #detailedAs({ servicer, reference }: NamesOfEntry): string | undefined {
    const own = this.#holder(servicer);
    if (own) return own.kind === 'batch' ? own.settlementId : undefined;
    const alike = this.#holder(reference);
    if (alike?.kind !== 'batch-entry') return undefined;
    return this.#isOtherEntry(servicer, alike) ? undefined : alike.settlementId;
  }

  /** The settlement that an entry which is detailed was booked as in one amount. */
  #summedIn({ servicer, reference }: NamesOfEntry): string | undefined {
    const own = this.#holder(servicer);
    if (own) return own.kind === 'servicer' ? own.settlementId : undefined;
    const alike = this.#holder(reference);
    if (alike?.kind !== 'entry') return undefined;
    return this.#isOtherEntry(servicer, alike) ? undefined : alike.settlementId;
  }

  /** Its servicer calls it otherwise than the one that is called alike, or it would have been found by that. */
  #isOtherEntry(servicer: string | undefined, { settlementId, kind }: CreditName): boolean {
    const called = kind === 'batch-entry' ? this.#batches : this.#servicers;
    return servicer !== undefined && called.has(settlementId);
  }

  #addEntry({ servicer, reference }: NamesOfEntry, entryId: string): void {
    if (servicer !== undefined && !this.#batches.has(entryId)) {
      this.#addOne({ name: servicer, kind: 'batch', settlementId: entryId, byStatus: false });
    }
    if (reference !== undefined) {
      this.#addOne({ name: reference, kind: 'batch-entry', settlementId: entryId, byStatus: false });
    }
  }

  /**
   * Keeps which entry details it, and what that was booked as, where it was told as one amount before.
   * @returns what that was booked as, where the detail was booked by itself, too.
   */
  #addDetail(
    { entry }: CreditTelling,
    { detailed }: CreditNamesOf,
    settlementId: string,
    isFresh: boolean,
  ): string | undefined {
    if (!entry || !detailed || this.#bookedIn.has(settlementId)) return undefined;
    if (detailed.servicer === undefined && detailed.reference === undefined) return undefined;
    const sum = this.#summedIn(detailed);
    if (sum === settlementId) return undefined;
    const bookedIn = isFresh ? sum : undefined;
    if (bookedIn !== undefined) this.#bookedIn.set(settlementId, bookedIn);
    const entryId = sum ?? this.#detailedAs(detailed) ?? settlementId;
    if (sum === undefined) this.#addEntry(detailed, entryId);
    else this.#addSummed(detailed, sum);
    const { amount: total, numberOfTransactions: transactions = 1 } = entry;
    this.#addedDetails.set(settlementId, { settlementId, entryId, bookedIn, total, transactions });
    return bookedIn === undefined ? sum : undefined;
  }

  /** What else an entry is called that was booked in one amount. */
  #addSummed({ servicer, reference }: NamesOfEntry, settlementId: string): void {
    if (servicer !== undefined && !this.#servicers.has(settlementId)) {
      this.#addOne({ name: servicer, kind: 'servicer', settlementId, byStatus: false });
    }
    if (reference !== undefined)
      this.#addOne({ name: reference, kind: 'entry', settlementId, byStatus: false });
  }

  #find(told: CreditTelling, names: CreditNamesOf): string | undefined {
    const { servicer, uetr, payment, endToEnd, entry } = names;
    const own = this.#holder(servicer) ?? this.#holder(entry);
    if (own) return own.settlementId;
    const ofEntry = this.#wholeAs(names);
    if (ofEntry !== undefined) return ofEntry;
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

  /** The entry that it is whole by `NtryRef`, where one of the two tellings names no payment: two payments may stand in entries that are called alike. */
  #wholeAs({ servicer, whole, isBare }: CreditNamesOf): string | undefined {
    const holder = this.#holder(whole);
    if (holder?.kind !== 'entry' && !(isBare && holder?.kind === 'entry-of-one')) return undefined;
    return this.#isOtherEntry(servicer, holder) ? undefined : holder.settlementId;
  }

  /** Its own reference is not that of the other one, or it would have been found by it. */
  #hasOtherServicer(servicer: string | undefined, { settlementId }: CreditName): boolean {
    return servicer !== undefined && this.#servicers.has(settlementId);
  }

  #holder(name: string | undefined): CreditName | undefined {
    return name === undefined ? undefined : this.#names.get(name);
  }

  #add(told: CreditTelling, names: CreditNamesOf, settlementId: string): void {
    const { servicer, uetr, payment, endToEnd, entry, whole, isBare } = names;
    const byStatus = told.byStatus === true;
    if (servicer !== undefined && !this.#servicers.has(settlementId)) {
      this.#addOne({ name: servicer, kind: 'servicer', settlementId, byStatus: false });
    }
    if (uetr !== undefined && !this.#uetrs.has(settlementId)) {
      this.#addOne({ name: uetr, kind: 'uetr', settlementId, byStatus: false });
    }
    if (payment !== undefined) this.#addOne({ name: payment, kind: 'payment', settlementId, byStatus });
    if (entry !== undefined) this.#addOne({ name: entry, kind: 'entry', settlementId, byStatus: false });
    const ofEntry = isBare ? ('entry' as const) : ('entry-of-one' as const);
    if (whole !== undefined) this.#addOne({ name: whole, kind: ofEntry, settlementId, byStatus: false });
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
    if (name.kind === 'batch') this.#batches.add(name.settlementId);
    if (name.bookedIn) this.#bookedIn.set(name.settlementId, name.bookedIn);
  }
}
