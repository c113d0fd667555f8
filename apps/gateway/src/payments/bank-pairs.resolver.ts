import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesBookings } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { BankPair, type SettledShare, SettledShareConnection } from './bank-pairs.types.js';
import type { PaymentsAnswer } from './payments.resolver.js';
import {
  type PairCurrencyRow,
  type PairDaysRow,
  SETTLED_SHARES_SQL,
  type SettledShareRow,
} from './payments.sql.js';
import { PaymentsOfMonths } from './payments.types.js';
import { daysToSettleOf, OWN_CURRENCIES, settledBetween, settledOf } from './payments-of-rows.js';
import { readDaysByMonth, readSettled, readSettledByPair } from './settled-figures.js';

const LIST = 'settled-share';
/** Obligations that one credit pays: a cursor names the credit and which of them. No credit pays more. */
const PARTS_MAX = 10_000;

@LedgerResolver(() => PaymentsOfMonths)
export class BankPairsResolver {
  @ResolveField(() => [BankPair], {
    description:
      'What was settled between two banks, how long that took and which share of it was paid in an own currency, month by month; by the name of the bank that books for the creditor.',
  })
  async byBankPair(@Parent() answer: PaymentsAnswer): Promise<readonly BankPair[]> {
    const settled = await readSettledByPair(answer);
    const days = await readDaysByMonth(answer);
    const pairs = new Map([...settled, ...days].map((row) => [pairOf(row), row]));
    return [...pairs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([pair, { debtor_agent, creditor_bank }]) => {
        const own = settled.filter((row) => pairOf(row) === pair);
        const ownDays = days.filter((row) => pairOf(row) === pair);
        const months = [...new Set([...own, ...ownDays].map(({ month }) => month))].sort();
        return {
          debtorAgent: debtor_agent,
          creditorBank: creditor_bank,
          ...settledBetween(own),
          months: months.map((month) => {
            const rows = own.filter((row) => row.month === month);
            return {
              month,
              ...settledBetween(rows),
              byCurrency: rows.map(settledOf),
              daysToSettle: ownDays.filter((row) => row.month === month).map(daysToSettleOf),
            };
          }),
        };
      });
  }

  @ResolveField(() => SettledShareConnection, {
    nullable: true,
    description:
      'Explains what was settled: every part of a credit that pays an obligation, in the order of the ledger; the dollars sum to those of all pairs and months, and of them those in an own currency to `ownUsd`. For reporters and operators.',
  })
  async settledShares(
    @Parent() answer: PaymentsAnswer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<SettledShare>> {
    checkSeesBookings(caller);
    const after = positionOf(LIST, page.after) ?? 0;
    const position = Math.floor(after / PARTS_MAX);
    const rows = await readSettled<SettledShareRow>(answer, SETTLED_SHARES_SQL, [
      ...OWN_CURRENCIES,
      position,
      after - position * PARTS_MAX,
      page.first + 1,
    ]);
    const { edges, pageInfo } = pageOf(rows, page, (row) =>
      cursorOf(LIST, Number(row.position) * PARTS_MAX + row.part),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }
}

/** In the order of the names; what no message told comes first. */
function pairOf({ creditor_bank, debtor_agent }: PairCurrencyRow | PairDaysRow): string {
  return `${creditor_bank} ${debtor_agent ?? ''}`;
}

function toShare(row: SettledShareRow): SettledShare {
  return {
    settlementId: row.settlement_id,
    obligationId: row.obligation_id,
    debtorAgent: row.debtor_agent,
    creditorBank: row.creditor_bank,
    valueDate: row.value_date,
    amount: money(row.minor, row.currency),
    usd: row.usd_minor === null ? null : money(row.usd_minor, 'USD'),
    isOwn: row.is_own,
    positions: row.positions.map(Number),
  };
}
