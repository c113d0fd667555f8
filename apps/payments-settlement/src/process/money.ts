import {
  type BookedSettlement,
  currenciesNamed,
  type Exchange,
  feesForDebtor,
  type OpenObligation,
  type UnallocatedSettlement,
} from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { Rates } from '../rates/rates.js';
import type { AccountCreditors } from './account-creditors.js';
import type { Instructions } from './instructions.js';

/** Why there is no rate. */
export type RateFault = 'rate-unknown' | 'rate-stale';

/** Tells of the money of a settlement what its event does not hold. */
export class MoneyFinder {
  constructor(
    private readonly aggregates: Pick<PaymentsAggregates, 'obligations'>,
    private readonly rates: Pick<Rates, 'find'>,
    private readonly instructions: Instructions,
    private readonly accounts: Pick<AccountCreditors, 'of'>,
  ) {}

  /** Without rates of exchange. */
  async of(state: BookedSettlement, client: pg.ClientBase): Promise<UnallocatedSettlement> {
    const { settlement, unallocated, allocations, parts } = state;
    const { bank, references } = settlement;
    return {
      bank,
      references,
      ...(await this.instructions.of(client, settlement)),
      ...(parts.length > 0 && {
        shares: parts.map(({ references: of, amount }) => ({ references: of, amount })),
      }),
      unallocated,
      fees: feesForDebtor(settlement, allocations),
      creditor: (await this.creditorOf(state, client)) ?? (await this.accounts.of(client, settlement)),
    };
  }

  /** With the rates of its value date to the currencies of what it names, and why one that it needs is not there. */
  async withRates(
    money: UnallocatedSettlement,
    open: readonly OpenObligation[],
    valueDate: string,
  ): Promise<{ readonly money: UnallocatedSettlement; readonly fault?: RateFault }> {
    const exchanges = new Map<string, Exchange>();
    let fault: RateFault | undefined;
    for (const to of currenciesNamed(money, open)) {
      const found = await this.rateOf(money.unallocated.currency, to, valueDate);
      if (typeof found === 'string') fault ??= found;
      else exchanges.set(to, found);
    }
    return { money: { ...money, exchanges }, ...(fault && { fault }) };
  }

  private async rateOf(from: string, to: string, on: string): Promise<Exchange | RateFault> {
    try {
      return await this.rates.find({ from, to, on });
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      if (error.code === 'rate-unknown' || error.code === 'rate-stale') return error.code;
      throw error;
    }
  }

  /** Whose obligations it has paid, but for those that a person found it not to pay. */
  private async creditorOf(
    { obligationIds, unmatchedIds }: BookedSettlement,
    client: pg.ClientBase,
  ): Promise<string | undefined> {
    const paid = obligationIds.find((id) => !unmatchedIds.includes(id));
    if (paid === undefined) return undefined;
    const { state } = await this.aggregates.obligations.load(paid, client);
    if (state.status === 'unknown') throw new Error(`${paid} is paid and has no history.`);
    return state.obligation.creditor;
  }
}
