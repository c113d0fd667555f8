import { type Money, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';

/** What the entries of a statement come to. */
export class EntryTally {
  readonly #net = new Map<string, bigint>();
  #entries = 0;
  #faulty = false;

  get entries(): number {
    return this.#entries;
  }

  /** Credits less debits of the booked entries, by currency; nothing where an entry had a fault: it may have been booked. */
  get bookedNet(): readonly MoneyJson[] | undefined {
    if (this.#faulty) return undefined;
    return [...this.#net].map(([currency, minor]) => toMoneyJson({ minor, currency } satisfies Money));
  }

  /** Counts an entry, whatever is wrong with it. */
  count(): void {
    this.#entries += 1;
  }

  fault(): void {
    this.#faulty = true;
  }

  book(total: MoneyJson, creditDebit: 'CRDT' | 'DBIT'): void {
    const { minor, currency } = toMoney(total);
    const before = this.#net.get(currency) ?? 0n;
    this.#net.set(currency, creditDebit === 'CRDT' ? before + minor : before - minor);
  }
}
