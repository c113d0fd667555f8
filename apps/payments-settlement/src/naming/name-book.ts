import { EndToEndNames } from './end-to-end-names.js';
import { type CreditName, type EntryDetail, KnownNames } from './known-names.js';
import {
  type CreditNamesOf,
  type CreditTelling,
  confirmedName,
  type NamesOfEntry,
  namesOf,
} from './names-of-credit.js';

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
 * Says which settlements tellings are of, by the names that are known and those that they bring. Two are of the same credit where
 *
 * - their servicer's references are equal; or
 * - one of them has none, and their UETRs are equal, with account and amount; or
 * - one of them has no servicer's reference and one no UETR, and their end-to-end ids are equal, with account, amount, value date
 *   and occurrence; or
 * - one is a status that says that the payment reached its creditor, and their UETRs are equal; or
 * - one is such a status and one an entry without a UETR, and their end-to-end ids are equal, with account and amount, within a few days (`daysOfEntry`): the
 *   first entry of what a status booked, or what no status has told of yet. Another entry behind that is another credit.
 *
 * An entry of several payments is told in details or as one amount: whichever comes first holds the entry's names, and is what counts. These are
 * its servicer's reference, and `NtryRef` with amount and value date, which names the same entry unless both have servicer's references that differ.
 */
export class NameBook {
  readonly #known: KnownNames;
  readonly #endToEnds: EndToEndNames;
  readonly #addedDetails = new Map<string, EntryDetail>();

  constructor(known: readonly CreditName[]) {
    this.#known = new KnownNames(known);
    this.#endToEnds = new EndToEndNames(this.#known);
  }

  /** Names that were not known before. */
  get added(): readonly CreditName[] {
    return this.#known.added;
  }

  /** Details of entries that were not known before, or are known by now. */
  get addedDetails(): readonly EntryDetail[] {
    return [...this.#addedDetails.values()];
  }

  /** Every name that has to be known to place these tellings. */
  static namesToKnow(tellings: readonly CreditTelling[]): readonly string[] {
    return tellings.flatMap((told) => {
      const { endToEnd } = namesOf(told);
      const alike = endToEnd ? EndToEndNames.toKnow(told, endToEnd) : [];
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
    const ofEntry = servicer ?? uetr ?? payment ?? endToEnd?.(told.occurrence) ?? entry;
    const name = told.byStatus ? uetr : ofEntry;
    if (name === undefined) throw new Error(`${told.settlementId} has no name.`);
    return name;
  }

  /** The first name of its day that what a status books may wait under. */
  static firstOfDay(told: CreditTelling): string | undefined {
    return told.byStatus && !told.isAgain ? namesOf(told).endToEnd?.(1) : undefined;
  }

  /**
   * @param settlementId where it is known whose the telling is: the names alone are wanted.
   * @param refusedBy settlements that do not take it as told of themselves: it adds no name to them.
   */
  place(told: CreditTelling, settlementId?: string, refusedBy?: ReadonlySet<string>): Claim {
    const names = namesOf(told);
    const sumOf = settlementId === undefined ? this.placeSum(told) : undefined;
    if (sumOf !== undefined) return { settlementId: told.settlementId, fresh: false, sumOf };
    const found = settlementId ?? this.#find(told, names);
    if (found !== undefined && refusedBy?.has(found)) return { settlementId: found, fresh: false };
    const id = found ?? told.settlementId;
    const isFirst = settlementId === undefined ? found === undefined : told.isAgain !== true;
    this.#add(told, names, id, isFirst);
    const alsoIn = this.#addDetail(told, names, id, found === undefined);
    const bookedIn = this.#known.bookedIn(id);
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
    return found === undefined ? undefined : (this.#known.bookedIn(found) ?? found);
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
    const own = this.#known.holder(servicer);
    if (own) return own.kind === 'batch' ? own.settlementId : undefined;
    const alike = this.#known.holder(reference);
    if (alike?.kind !== 'batch-entry') return undefined;
    return this.#isOtherEntry(servicer, alike) ? undefined : alike.settlementId;
  }

  /** The settlement that an entry which is detailed was booked as in one amount. */
  #summedIn({ servicer, reference }: NamesOfEntry): string | undefined {
    const own = this.#known.holder(servicer);
    if (own) return own.kind === 'servicer' ? own.settlementId : undefined;
    const alike = this.#known.holder(reference);
    if (alike?.kind !== 'entry') return undefined;
    return this.#isOtherEntry(servicer, alike) ? undefined : alike.settlementId;
  }

  /** Its servicer calls it otherwise than the one that is called alike, or it would have been found by that. */
  #isOtherEntry(servicer: string | undefined, { settlementId, kind }: CreditName): boolean {
    const called = kind === 'batch-entry' ? 'batch' : 'servicer';
    return servicer !== undefined && this.#known.has(called, settlementId);
  }

  #addEntry({ servicer, reference }: NamesOfEntry, entryId: string): void {
    const added = { settlementId: entryId, byStatus: false };
    if (servicer !== undefined) this.#known.addOnly({ ...added, name: servicer, kind: 'batch' });
    if (reference !== undefined) this.#known.add({ ...added, name: reference, kind: 'batch-entry' });
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
    if (!entry || !detailed || this.#known.bookedIn(settlementId) !== undefined) return undefined;
    if (detailed.servicer === undefined && detailed.reference === undefined) return undefined;
    const sum = this.#summedIn(detailed);
    if (sum === settlementId) return undefined;
    const bookedIn = isFresh ? sum : undefined;
    if (bookedIn !== undefined) this.#known.bookIn(settlementId, bookedIn);
    const entryId = sum ?? this.#detailedAs(detailed) ?? settlementId;
    if (sum === undefined) this.#addEntry(detailed, entryId);
    else this.#addSummed(detailed, sum);
    const { amount: total, numberOfTransactions: transactions = 1 } = entry;
    this.#addedDetails.set(settlementId, { settlementId, entryId, bookedIn, total, transactions });
    return bookedIn === undefined ? sum : undefined;
  }

  /** What else an entry is called that was booked in one amount. */
  #addSummed({ servicer, reference }: NamesOfEntry, settlementId: string): void {
    const added = { settlementId, byStatus: false };
    if (servicer !== undefined) this.#known.addOnly({ ...added, name: servicer, kind: 'servicer' });
    if (reference !== undefined) this.#known.add({ ...added, name: reference, kind: 'entry' });
  }

  #find(told: CreditTelling, names: CreditNamesOf): string | undefined {
    if (told.byStatus) return this.#findByStatus(told, names);
    const { servicer, uetr, payment, entry } = names;
    const own = this.#ofServicer(names) ?? this.#known.holder(entry);
    if (own) return own.settlementId;
    const ofEntry = this.#wholeAs(names);
    if (ofEntry !== undefined) return ofEntry;
    const paid = this.#known.holder(uetr);
    if (paid && !this.#known.hasOtherServicer(servicer, paid)) return paid.settlementId;
    const ofPayment = this.#known.holder(payment);
    if (ofPayment?.byStatus && !this.#known.hasOtherServicer(servicer, ofPayment))
      return ofPayment.settlementId;
    return this.#endToEnds.find(told, names);
  }

  /** Its UETR tells more surely than what else it says: a bank may give one reference to all payments that it books as one entry. */
  #findByStatus(told: CreditTelling, names: CreditNamesOf): string | undefined {
    const paid = this.#known.holder(names.uetr) ?? this.#known.holder(names.payment);
    if (paid) return paid.settlementId;
    const own = this.#known.holder(names.servicer);
    if (own?.kind === 'servicer' && !this.#known.has('uetr', own.settlementId)) return own.settlementId;
    return this.#endToEnds.find(told, names);
  }

  /** Whom the servicer calls so; by what a status told alone not where that is of another UETR. */
  #ofServicer({ servicer, payment }: CreditNamesOf): CreditName | undefined {
    const own = this.#known.holder(servicer);
    if (own?.kind !== 'status-servicer' || payment === undefined) return own;
    return this.#known.holder(payment)?.settlementId === own.settlementId ? own : undefined;
  }

  /** The entry that it is whole by `NtryRef`, where one of the two tellings names no payment: two payments may stand in entries that are called alike. */
  #wholeAs({ servicer, whole, isBare }: CreditNamesOf): string | undefined {
    const holder = this.#known.holder(whole);
    if (holder?.kind !== 'entry' && !(isBare && holder?.kind === 'entry-of-one')) return undefined;
    return this.#isOtherEntry(servicer, holder) ? undefined : holder.settlementId;
  }

  /** @param isFirst whether it is what books the settlement, else it is told again. */
  #add(told: CreditTelling, names: CreditNamesOf, settlementId: string, isFirst: boolean): void {
    const { servicer, uetr, payment, endToEnd, entry, whole, isBare } = names;
    const isOfStatus = told.byStatus === true && isFirst;
    const added = { settlementId, byStatus: isOfStatus };
    if (servicer !== undefined) this.#addServicer(told, servicer, added);
    if (uetr !== undefined) this.#known.addOnly({ ...added, name: uetr, kind: 'uetr' });
    if (payment !== undefined) this.#known.add({ ...added, name: payment, kind: 'payment' });
    if (entry !== undefined) this.#known.add({ ...added, name: entry, kind: 'entry' });
    const ofEntry = isBare ? ('entry' as const) : ('entry-of-one' as const);
    if (whole !== undefined) this.#known.add({ ...added, name: whole, kind: ofEntry });
    if (!told.byStatus && this.#isUnconfirmed(settlementId)) {
      if (this.#endToEnds.confirm(endToEnd, settlementId)) return;
    }
    if (endToEnd && (isOfStatus || !told.byStatus))
      this.#endToEnds.add(told, endToEnd, settlementId, isOfStatus);
  }

  #isUnconfirmed(settlementId: string): boolean {
    return this.#known.isByStatus(settlementId) && this.#known.confirmedBy(settlementId) === undefined;
  }

  /** What a status told is the entry's own reference once that has come under it. */
  #addServicer(
    { byStatus }: CreditTelling,
    name: string,
    added: Pick<CreditName, 'settlementId' | 'byStatus'>,
  ): void {
    const { settlementId } = added;
    if (byStatus) {
      if (!this.#known.has('servicer', settlementId)) {
        this.#known.addOnly({ ...added, name, kind: 'status-servicer' });
      }
      return;
    }
    const holder = this.#known.holder(name);
    const isToldByStatus = holder?.kind === 'status-servicer' && holder.settlementId === settlementId;
    this.#known.addOnly({ ...added, name: isToldByStatus ? confirmedName(name) : name, kind: 'servicer' });
  }
}
