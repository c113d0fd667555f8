import { type Money, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { DecimalSum } from '../fields/decimal-sum.js';
import type { EntriesSummary, StatementSummary } from '../parts/statement.js';

class CountedSum {
  entries = 0;
  readonly sum = new DecimalSum();

  get told(): EntriesSummary {
    return { entries: this.entries, sum: this.sum.text };
  }
}

/** What the entries of a statement come to. */
export class EntryTally {
  readonly #net = new Map<string, bigint>();
  readonly #sums = { CRDT: new CountedSum(), DBIT: new CountedSum() };
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

  /** Number and sum of all entries that were read, whatever their status; nothing where an entry had a fault. */
  get counted(): StatementSummary | undefined {
    if (this.#faulty) return undefined;
    const { CRDT: credits, DBIT: debits } = this.#sums;
    const net = new DecimalSum();
    const sum = new DecimalSum();
    net.add(credits.sum.text);
    net.add(`-${debits.sum.text}`);
    sum.add(credits.sum.text);
    sum.add(debits.sum.text);
    return {
      total: { entries: credits.entries + debits.entries, sum: sum.text, net: net.text },
      credits: credits.told,
      debits: debits.told,
    };
  }

  /** Counts an entry, whatever is wrong with it. */
  count(): void {
    this.#entries += 1;
  }

  fault(): void {
    this.#faulty = true;
  }

  /** Adds a sound entry up. */
  add({ amount }: MoneyJson, creditDebit: 'CRDT' | 'DBIT'): void {
    const counted = this.#sums[creditDebit];
    counted.entries += 1;
    counted.sum.add(amount);
  }

  book(total: MoneyJson, creditDebit: 'CRDT' | 'DBIT'): void {
    const { minor, currency } = toMoney(total);
    const before = this.#net.get(currency) ?? 0n;
    this.#net.set(currency, creditDebit === 'CRDT' ? before + minor : before - minor);
  }
}
