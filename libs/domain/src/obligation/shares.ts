import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type { PaymentReferences } from '../settlement/settlement.events.js';
import { type Purse, smaller } from './purse.js';
import { referenceFinder } from './references.js';

/** A part of money that is told to be for something: a document's remitted amount. */
export interface Share {
  readonly references: PaymentReferences;
  /** In the currency of the money, or of what is owed. */
  readonly amount: MoneyJson;
}

interface HeldShare {
  readonly names: (invoiceNumber: string) => unknown;
  readonly currency: string;
  left: bigint;
}

/** What is left of the shares of a purse while it pays. */
export class HeldShares {
  readonly #shares: readonly HeldShare[];

  constructor(shares: readonly Share[]) {
    this.#shares = shares.map(({ references, amount }) => ({
      names: referenceFinder(references),
      currency: amount.currency,
      left: toMoney(amount).minor,
    }));
  }

  /** Of the purse and of what is owed, what the shares that name it leave; all of both where none does. */
  limit(
    invoiceNumber: string | undefined,
    purse: Purse,
    outstanding: MoneyJson,
  ): { readonly purse: Purse; readonly outstanding: MoneyJson } {
    const owed = this.#left(invoiceNumber, outstanding.currency);
    if (owed !== undefined) {
      const minor = smaller(owed, toMoney(outstanding).minor);
      return { purse, outstanding: toMoneyJson({ minor, currency: outstanding.currency }) };
    }
    const paid = this.#left(invoiceNumber, purse.currency);
    if (paid === undefined) return { purse, outstanding };
    return { purse: { ...purse, minor: smaller(paid, purse.minor) }, outstanding };
  }

  /** @param paid of what is owed, and of the purse: the first that shares of its currency name is taken from them. */
  use(invoiceNumber: string | undefined, paid: readonly MoneyJson[]): void {
    for (const { amount, currency } of paid) {
      const shares = this.#naming(invoiceNumber, currency);
      if (shares.length === 0) continue;
      let { minor } = toMoney({ amount, currency });
      for (const share of shares) {
        const taken = smaller(share.left, minor);
        share.left -= taken;
        minor -= taken;
      }
      return;
    }
  }

  #left(invoiceNumber: string | undefined, currency: string): bigint | undefined {
    const shares = this.#naming(invoiceNumber, currency);
    return shares.length === 0 ? undefined : shares.reduce((total, { left }) => total + left, 0n);
  }

  #naming(invoiceNumber: string | undefined, currency: string): readonly HeldShare[] {
    if (invoiceNumber === undefined) return [];
    return this.#shares.filter((share) => share.currency === currency && share.names(invoiceNumber));
  }
}
