import type { MoneyJson } from '@corridor/kernel';

export type NameKind =
  | 'servicer'
  /** By the servicer's reference that a status tells: it is its entry's, but does not tell it from another one of its UETR. */
  | 'status-servicer'
  | 'uetr'
  | 'payment'
  /** By a status: of a day on which its entry may come. */
  | 'end-to-end'
  /** An entry of the account has told of what a status booked, under the name that this one is made of. */
  | 'confirmed'
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
  /** The status that booked it claimed it. */
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

/** The names that are known, and what follows from them for the settlements that hold them. */
export class KnownNames {
  readonly #names = new Map<string, CreditName>();
  readonly #of = new Map<CreditName['kind'], Set<string>>();
  /** Settlements that a status booked. */
  readonly #byStatus = new Set<string>();
  /** By what their first entry is called, by their ids. */
  readonly #confirmed = new Map<string, string>();
  /** What details were booked in, by their own ids. */
  readonly #bookedIn = new Map<string, string>();
  readonly #added: CreditName[] = [];
  #knowsAwaited = false;

  constructor(known: readonly CreditName[]) {
    for (const each of known) this.#keep(each);
  }

  /** Names that were not known before. */
  get added(): readonly CreditName[] {
    return this.#added;
  }

  /** Whether any name is of a day on which the entry of what a status booked may come. */
  get knowsAwaited(): boolean {
    return this.#knowsAwaited;
  }

  holder(name: string | undefined): CreditName | undefined {
    return name === undefined ? undefined : this.#names.get(name);
  }

  /** Whether a settlement has a name of this kind. */
  has(kind: NameKind, settlementId: string): boolean {
    return this.#of.get(kind)?.has(settlementId) === true;
  }

  isByStatus(settlementId: string): boolean {
    return this.#byStatus.has(settlementId);
  }

  /** What the first entry of a credit that a status booked made its name `confirmed` of. */
  confirmedBy(settlementId: string): string | undefined {
    return this.#confirmed.get(settlementId);
  }

  /** Its servicer calls it otherwise, or it would have been found by that. */
  hasOtherServicer(servicer: string | undefined, { settlementId }: CreditName): boolean {
    return servicer !== undefined && this.has('servicer', settlementId);
  }

  bookedIn(settlementId: string): string | undefined {
    return this.#bookedIn.get(settlementId);
  }

  bookIn(settlementId: string, bookedIn: string): void {
    this.#bookedIn.set(settlementId, bookedIn);
  }

  add(added: CreditName): void {
    if (this.#names.has(added.name)) return;
    this.#keep(added);
    this.#added.push(added);
  }

  /** Adds it where its settlement has none of its kind. */
  addOnly(added: CreditName): void {
    if (!this.has(added.kind, added.settlementId)) this.add(added);
  }

  #keep(known: CreditName): void {
    const { name, kind, settlementId, byStatus, bookedIn } = known;
    this.#names.set(name, known);
    const ofKind = this.#of.get(kind) ?? new Set();
    this.#of.set(kind, ofKind.add(settlementId));
    if (byStatus) this.#byStatus.add(settlementId);
    if (byStatus && kind === 'end-to-end') this.#knowsAwaited = true;
    if (kind === 'confirmed') this.#confirmed.set(settlementId, name);
    if (bookedIn) this.#bookedIn.set(settlementId, bookedIn);
  }
}
