import { whole } from '../../../apps/gateway/src/restatement/restated.spec-kit.js';
import { allPages, figureOf } from '../../../apps/gateway/src/spec-kit/all-pages.js';
import type { ToldLedger } from './told-ledger.spec-kit.js';

export interface Money {
  readonly amount: string;
  readonly currency: string;
}
/** What some rows add up to, by what is measured. */
export type Sums = Readonly<Record<string, bigint>>;
export const MONEY = '{ amount currency }';

/** Adds up what rows come to; sums of 0 are left out, as a figure may leave out what there is nothing of. */
export function sumOf(rows: readonly (readonly (readonly [measure: string, amount: bigint])[])[]): Sums {
  const sums = new Map<string, bigint>();
  for (const [measure, amount] of rows.flat()) sums.set(measure, (sums.get(measure) ?? 0n) + amount);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
}
export const ofMoney = (name: string, { amount, currency }: Money) =>
  [`${name} ${currency}`, whole(amount)] as const;
export const counted = (name: string, is: boolean) => [name, is ? 1n : 0n] as const;

/** What the questions came upon: each has to be there, or nothing is shown of it. */
export const SEEN = {
  ...{ held: 0, beside: 0, stillHeld: 0, heldByReporter: 0, waiting: 0, cleared: 0, nothing: 0 },
  ...{ assessed: 0, paid: 0, refunded: 0, currencies: 0, outstanding: 0, paidInPart: 0 },
  ...{ discharged: 0, presented: 0, overdue: 0, onTheWay: 0, otherCurrency: 0, amiss: 0 },
  ...{ reserved: 0, ofCountries: 0, calledInPart: 0, freed: 0, lapsed: 0, expired: 0, severalPages: 0 },
};
export type Seen = Record<keyof typeof SEEN, number>;

/** One question, with all that answers it. */
export class Asked {
  constructor(
    private readonly told: ToldLedger,
    private readonly first: number,
    private readonly seen: Seen,
  ) {}

  figure<Figure>(figure: string, fields: string): Promise<Figure> {
    return figureOf<Figure>(this.told.gateway, figure, fields);
  }

  async list<Node>(figure: string, list: string, fields: string, args = ''): Promise<readonly Node[]> {
    const nodes = await allPages<Node>(this.told.gateway, { figure, list, fields, args }, this.first);
    this.saw('severalPages', nodes.length > this.first);
    return nodes;
  }

  saw(what: keyof Seen, is = true): void {
    if (is) this.seen[what] += 1;
  }
}
