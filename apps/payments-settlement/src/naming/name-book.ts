import { type CreditNamesOf, type CreditTelling, namesOf } from './names-of-credit.js';

export type NameKind = 'servicer' | 'uetr' | 'payment' | 'end-to-end' | 'entry';

/** A row of `payments.credit_names`. */
export interface CreditName {
  readonly name: string;
  readonly kind: NameKind;
  readonly settlementId: string;
  readonly byStatus: boolean;
}

/** Which settlement a telling is of. */
export interface Claim {
  readonly settlementId: string;
  /** Nobody has told of it before: there is nothing on its stream yet. */
  readonly fresh: boolean;
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
 */
export class NameBook {
  readonly #names = new Map<string, CreditName>();
  readonly #servicers = new Set<string>();
  readonly #uetrs = new Set<string>();
  readonly #added: CreditName[] = [];

  constructor(known: readonly CreditName[]) {
    for (const each of known) this.#keep(each);
  }

  /** Names that were not known before. */
  get added(): readonly CreditName[] {
    return this.#added;
  }

  /** Every name that has to be known to place these tellings. */
  static namesToKnow(tellings: readonly CreditTelling[]): readonly string[] {
    return tellings.flatMap((told) => {
      const { servicer, uetr, payment, endToEnd, entry } = namesOf(told);
      const alike = endToEnd
        ? Array.from({ length: ALIKE_MAX }, (_, index) => endToEnd(told.occurrence + index))
        : [];
      return [servicer, uetr, payment, entry, ...alike].filter((name) => name !== undefined);
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
    const found = settlementId ?? this.#find(told, names);
    const id = found ?? told.settlementId;
    this.#add(told, names, id);
    return { settlementId: id, fresh: found === undefined };
  }

  /** The settlement that a telling is of, if any. */
  find(told: CreditTelling): string | undefined {
    return this.#find(told, namesOf(told));
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
    const { servicer, uetr, payment, endToEnd, entry } = names;
    const byStatus = told.byStatus === true;
    if (servicer !== undefined && !this.#servicers.has(settlementId)) {
      this.#addOne({ name: servicer, kind: 'servicer', settlementId, byStatus: false });
    }
    if (uetr !== undefined && !this.#uetrs.has(settlementId)) {
      this.#addOne({ name: uetr, kind: 'uetr', settlementId, byStatus: false });
    }
    if (payment !== undefined) this.#addOne({ name: payment, kind: 'payment', settlementId, byStatus });
    if (entry !== undefined) this.#addOne({ name: entry, kind: 'entry', settlementId, byStatus: false });
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
  }
}
