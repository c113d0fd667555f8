import {
  type BookedSettlement,
  currenciesBetween,
  currenciesNamed,
  type Exchange,
  feesForDebtor,
  type OpenObligation,
  partiesOfObligation,
  type RemittedDocument,
  type Share,
  type UnallocatedSettlement,
} from '@corridor/domain';
import { Rejection, toMoney } from '@corridor/kernel';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { type Rates, sourcesOf } from '../rates/rates.js';
import type { AccountCreditors } from './account-creditors.js';
import type { CreditsUnderUetr } from './credits-under-uetr.js';
import type { Instructions } from './instructions.js';

/** Why there is no rate. */
export type RateFault = 'rate-unknown' | 'rate-stale';

interface WithRates {
  readonly money: UnallocatedSettlement;
  readonly fault?: RateFault;
  readonly ratesOf: readonly string[];
}

type RateWanted = Parameters<Rates['find']>[0];

/** Tells of the money of a settlement what its event does not hold. */
export class MoneyFinder {
  constructor(
    private readonly aggregates: Pick<PaymentsAggregates, 'obligations'>,
    private readonly rates: Pick<Rates, 'find' | 'outdate'>,
    private readonly instructions: Instructions,
    private readonly accounts: Pick<AccountCreditors, 'of'>,
    private readonly credits: CreditsUnderUetr,
  ) {}

  /** Without rates of exchange. */
  async of(state: BookedSettlement, client: pg.ClientBase): Promise<UnallocatedSettlement> {
    const { settlement, unallocated, allocations, returned } = state;
    const { bank, references } = settlement;
    const shares = sharesOf(settlement.documents);
    const { money: told, ...instructed } = await this.instructions.of(client, settlement);
    const others = told && (await this.credits.others(client, settlement));
    return {
      bank,
      references,
      ...(shares.length > 0 && { shares }),
      ...instructed,
      unallocated,
      fees: feesForDebtor(settlement, allocations, returned, others && told, others),
      creditor: await this.creditorOf(state, client),
      accountOf: await this.accounts.of(client, settlement),
    };
  }

  /**
   * With the rates of its value date, of its bank or of a central bank, to the currencies of what it names; why one that it needs is not there, and the currencies of which a rate may
   * change that.
   */
  async withRates(
    money: UnallocatedSettlement,
    open: readonly OpenObligation[],
    valueDate: string,
  ): Promise<WithRates> {
    return this.withRatesTo(money, currenciesNamed(money, open), valueDate);
  }

  /** As {@link withRates}, to these currencies. */
  async withRatesTo(
    money: UnallocatedSettlement,
    currencies: readonly string[],
    valueDate: string,
  ): Promise<WithRates> {
    const exchanges = new Map<string, Exchange>();
    const sources = sourcesOf(money.bank);
    let fault: RateFault | undefined;
    const missing: string[] = [];
    for (const to of currencies) {
      const found = await this.rateOf({ from: money.unallocated.currency, to, on: valueDate, sources });
      if (typeof found === 'string') {
        fault ??= found;
        missing.push(to);
      } else exchanges.set(to, found);
    }
    const ratesOf = currenciesBetween(money.unallocated.currency, missing);
    return { money: { ...money, exchanges }, ...(fault && { fault }), ratesOf };
  }

  /** A rate that was posted a moment ago may not be known yet, and what waited for it may have been tried already: it would not come again. */
  private async rateOf(asked: RateWanted): Promise<Exchange | RateFault> {
    const found = await this.knownRate(asked);
    if (typeof found !== 'string') return found;
    this.rates.outdate();
    return this.knownRate(asked);
  }

  private async knownRate(asked: RateWanted): Promise<Exchange | RateFault> {
    try {
      return await this.rates.find(asked);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      if (error.code === 'rate-unknown' || error.code === 'rate-stale') return error.code;
      throw error;
    }
  }

  /** Whose services it pays for, or whose obligations it has paid, but for those that a person found it not to pay. */
  private async creditorOf(
    { obligationIds, unmatchedIds, serviceParts }: BookedSettlement,
    client: pg.ClientBase,
  ): Promise<string | undefined> {
    const [served] = serviceParts;
    if (served) return served.provider;
    const paid = obligationIds.find((id) => !unmatchedIds.includes(id));
    if (paid === undefined) return undefined;
    const { state } = await this.aggregates.obligations.load(paid, client);
    const parties = partiesOfObligation(state);
    if (!parties) throw new Error(`${paid} is paid and has no history.`);
    return parties.creditor;
  }
}

/** How much of a payment is for each of several documents. One that is for one document alone is for that, whatever is said of the amount. */
function sharesOf(documents: readonly RemittedDocument[] = []): readonly Share[] {
  const shares = documents.flatMap(({ number, creditorReference, remitted }): Share[] => {
    const remittance = [number ?? [], creditorReference ?? []].flat();
    const isShare = remittance.length > 0 && remitted && toMoney(remitted).minor > 0n;
    return isShare ? [{ references: { remittance }, amount: remitted }] : [];
  });
  return shares.length > 1 ? shares : [];
}
