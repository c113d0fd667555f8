import type { LedgerClient } from './ledger-client.js';

/** An amount in USD as GraphQL has it, in cents. */
function centsOf({ amount, currency }: { readonly amount: string; readonly currency: string }): bigint {
  if (currency !== 'USD' || !/^-?\d+\.\d\d$/.test(amount))
    throw new Error(`${amount} ${currency} is no USD.`);
  return BigInt(amount.replace('.', ''));
}

interface TradeAnswer {
  readonly bilateralTrade: {
    readonly total: { readonly amount: string; readonly currency: string };
  };
}

const TRADE = `query ($reporter: CountryCode!, $partner: CountryCode!, $month: YearMonth!, $asOf: Position) {
  bilateralTrade(reporter: $reporter, partner: $partner, from: $month, to: $month, asOf: $asOf) {
    total { amount currency }
  }
}`;

export interface Added {
  /** Decimal, USD. */
  readonly amount: string;
  readonly total: string;
}

/**
 * What the event at `position` added to the trade of a month: the figure as of it, less the figure as of the position
 * before. Others may report meanwhile; neither figure changes any more.
 */
export async function addedBy(
  client: LedgerClient,
  position: number,
  pair: { readonly reporter: string; readonly partner: string; readonly month: string },
): Promise<Added> {
  const at = async (asOf: number) =>
    (await client.ask<TradeAnswer>(TRADE, { ...pair, asOf })).bilateralTrade.total;
  const after = await at(position);
  const added = centsOf(after) - centsOf(await at(position - 1));
  const digits = added.toString().padStart(3, '0');
  return { amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`, total: after.amount };
}

export interface Progress {
  readonly target: { readonly targetId: string; readonly yearlyAmount: { readonly amount: string } };
  readonly realised: { readonly amount: string };
  readonly months: number;
  readonly share: string | null;
}

/** How far the reporter's trade is from its target; `undefined` where none is set. */
export async function targetProgress(client: LedgerClient): Promise<Progress | undefined> {
  const query = `{ targetProgress(reporter: "PK", partner: "KZ") {
    target { targetId yearlyAmount { amount } } realised { amount } months share } }`;
  type Answer = {
    readonly targetProgress: Progress | (Omit<Progress, 'target'> & { readonly target: null });
  };
  const { targetProgress: progress } = await client.ask<Answer>(query);
  return progress.target === null ? undefined : progress;
}

export interface ConsignmentFigure {
  readonly status: string;
  readonly settledOn: string | null;
  readonly invoices: readonly {
    readonly invoiceNumber: string;
    readonly dueOn: string | null;
    readonly paid: { readonly amount: string };
    readonly settledOn: string | null;
  }[];
  readonly history: {
    readonly edges: readonly {
      readonly node: { readonly position: number | string; readonly type: string };
    }[];
  };
}

/** The consignment as the read model has it; `undefined` until it is there. */
export async function consignmentFigure(
  client: LedgerClient,
  id: string,
): Promise<ConsignmentFigure | undefined> {
  const query = `query ($id: ID!) { consignment(id: $id) { status settledOn
    invoices { invoiceNumber dueOn paid { amount } settledOn }
    history(first: 100) { edges { node { position type } } } } }`;
  const { consignment } = await client.ask<{ consignment: ConsignmentFigure | null }>(query, { id });
  return consignment ?? undefined;
}

/** For how long customs held a consignment, in seconds; `undefined` until its read model knows of a hold that has ended. */
export async function secondsHeld(client: LedgerClient, id: string): Promise<string | undefined> {
  const query = 'query ($id: ID!) { consignment(id: $id) { daysHeld { seconds } holds { endedAt } } }';
  const { consignment } = await client.ask<{
    consignment: {
      readonly daysHeld: { readonly seconds: string };
      readonly holds: readonly { readonly endedAt: string | null }[];
    } | null;
  }>(query, { id });
  return consignment?.holds.some(({ endedAt }) => endedAt !== null)
    ? consignment.daysHeld.seconds
    : undefined;
}

/** The position that every read model has reached. */
export async function reached(client: LedgerClient): Promise<number> {
  const { ledger } = await client.ask<{ ledger: { position: number | string } }>('{ ledger { position } }');
  return Number(ledger.position);
}

interface TotalsAnswer {
  readonly trialBalance: {
    readonly asOf: number;
    readonly currencies: readonly {
      readonly currency: string;
      readonly debits: { readonly amount: string };
      readonly credits: { readonly amount: string };
    }[];
  };
}

/** The currencies of all accounts, and those of them in which debits are not equal to credits. */
export async function booksOf(client: LedgerClient): Promise<{
  readonly asOf: number;
  readonly currencies: readonly string[];
  readonly unequal: readonly string[];
}> {
  const query = '{ trialBalance { asOf currencies { currency debits { amount } credits { amount } } } }';
  const { asOf, currencies } = (await client.ask<TotalsAnswer>(query)).trialBalance;
  const unequal = currencies.filter(({ debits, credits }) => debits.amount !== credits.amount);
  // The demo's are told apart.
  const names = (of: typeof currencies) => [...new Set(of.map(({ currency }) => currency))];
  return { asOf, currencies: names(currencies), unequal: names(unequal) };
}
