import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { bankOf, checkSeesBookings } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { firstDay, lastDay } from '../calendar/month.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { instantOf } from '../ledger/log.js';
import { standingOf } from '../read/asked-figures.js';
import { dayOfInstant } from '../read/happened.js';
import { type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement } from '../restatement/restatement.types.js';
import { readOpen, readReturns } from './open-figures.js';
import { DAYS_SHARES_SQL, type DaysShareRow } from './payments.sql.js';
import {
  type DaysToSettle,
  type DaysToSettleShare,
  DaysToSettleShareConnection,
  OpenArgs,
  type OpenObligations,
  PaymentsArgs,
  PaymentsOfMonths,
  type ReturnsForReason,
  type SettledInCurrency,
} from './payments.types.js';
import { daysToSettleOf, OWN_CURRENCIES, settledBetween, settledOf } from './payments-of-rows.js';
import { RESTATED_PAYMENTS } from './payments-restatement.sql.js';
import { PaymentsRestatementArgs } from './payments-restatement.types.js';
import {
  type AskedPayments,
  checkOfAnyAgent,
  readCurrencies,
  readDays,
  readSettled,
} from './settled-figures.js';

const LIST = 'days-to-settle-share';
/** Banks that pay one obligation: a cursor names the obligation and which of them. No obligation has more. */
const PAIRS_MAX = 10_000;

/** The answer under way: its fields are read when they are asked for. */
export type PaymentsAnswer = AskedPayments;

@LedgerResolver(() => PaymentsOfMonths)
export class PaymentsResolver {
  @Query(() => PaymentsOfMonths, {
    nullable: true,
    description:
      'How long do payments take, in which currencies do they come, what is open and overdue, and what went back? For reporters and operators; a bank sees its own.',
  })
  async payments(
    @Args() { from, to, occurredUntil = null, debtorAgentCountry = null, ...asked }: PaymentsArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<PaymentsAnswer> {
    checkMonths(from, to);
    const bank = bankOf(caller) ?? null;
    const asOf = await readModels.asOf(asked, 'payments');
    return { from, to, asOf, bank, occurredUntil, debtorAgentCountry, session };
  }

  @ResolveField()
  async daysToSettle(@Parent() answer: PaymentsAnswer): Promise<readonly DaysToSettle[]> {
    return (await readDays(answer)).map(daysToSettleOf);
  }

  @ResolveField(() => DaysToSettleShareConnection, {
    nullable: true,
    description:
      'Explains the days to settle: every obligation that made them, in the order of the ledger, with its share. For reporters and operators.',
  })
  async daysToSettleShares(
    @Parent() answer: PaymentsAnswer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<DaysToSettleShare>> {
    checkSeesBookings(caller);
    const after = positionOf(LIST, page.after) ?? 0;
    const position = Math.floor(after / PAIRS_MAX);
    const rows = await readSettled<DaysShareRow>(answer, DAYS_SHARES_SQL, [
      position,
      after - position * PAIRS_MAX,
      page.first + 1,
    ]);
    const { edges, pageInfo } = pageOf(rows, page, (row) =>
      cursorOf(LIST, Number(row.position) * PAIRS_MAX + row.pair),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }

  @ResolveField()
  async byCurrency(@Parent() answer: PaymentsAnswer): Promise<readonly SettledInCurrency[]> {
    return (await readCurrencies(answer)).map(settledOf);
  }

  @ResolveField()
  async localCurrencyShare(@Parent() answer: PaymentsAnswer): Promise<string | null> {
    return settledBetween(await readCurrencies(answer)).localCurrencyShare;
  }

  @ResolveField()
  async openObligations(
    @Parent() answer: PaymentsAnswer,
    @Args() { on }: OpenArgs,
  ): Promise<readonly OpenObligations[]> {
    checkOfAnyAgent(answer, 'openObligations');
    const rows = await readOpen(answer, on ?? (await dayOfAges(answer)));
    return rows.map(({ creditor_bank, currency, band, obligations, minor }) => ({
      creditorBank: creditor_bank,
      currency,
      age: band,
      obligations,
      outstanding: money(minor, currency),
    }));
  }

  @ResolveField()
  async returns(@Parent() answer: PaymentsAnswer): Promise<readonly ReturnsForReason[]> {
    checkOfAnyAgent(answer, 'returns');
    return (await readReturns(answer)).map(({ reason, currency, returns, minor, returned_minor }) => ({
      reason,
      currency,
      returns,
      amount: money(minor, currency),
      returned: money(returned_minor, currency),
    }));
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  async restatement(
    @Parent() answer: PaymentsAnswer,
    @Args() { since, of }: PaymentsRestatementArgs,
    @Context() { readModels }: Operation,
  ): Promise<Restated> {
    const { session, asOf, from, to, debtorAgentCountry = null } = answer;
    if (of === 'suspense') await readModels.asOf({ asOf }, 'accounts');
    const isOpen = of === 'openObligations' || of === 'suspense';
    const isSettled = !isOpen && of !== 'returns';
    if (!isSettled) checkOfAnyAgent(answer, of);
    // What is open is restated whatever its age, of which the statement has to be told some day.
    const days = isOpen ? [lastDay(to)] : [firstDay(from), lastDay(to)];
    const agents = isSettled ? [debtorAgentCountry] : [];
    const own = of === 'byCurrency' || of === 'byBankPair' ? OWN_CURRENCIES : [];
    const asked = restated({ since, asOf, session }, RESTATED_PAYMENTS[of], (position) => [
      ...standingOf({ ...answer, asOf: position }),
      ...days,
      ...agents,
      ...own,
    ]);
    return { ...asked, isOfBanks: true };
  }
}

const DAY_WANTED =
  'It tells the day on which ages are told: give that by `on`, such as "2026-03-31", or ask as of a later position.';

/** On which ages are told where no day is asked for: what is open grows older up to when the ledger came to the position, and no further. */
export async function dayOfAges({ occurredUntil, to, asOf, session }: PaymentsAnswer): Promise<string> {
  if (occurredUntil !== null) return dayOfInstant(occurredUntil);
  const reached = (await instantOf(session, asOf, DAY_WANTED))?.slice(0, 10);
  return reached !== undefined && reached < lastDay(to) ? reached : lastDay(to);
}

function toShare(row: DaysShareRow): DaysToSettleShare {
  return {
    obligationId: row.obligation_id,
    invoiceId: row.invoice_id,
    consignmentId: row.consignment_id,
    debtorAgent: row.debtor_agent,
    creditorBank: row.creditor_bank,
    settledOn: row.settled_on,
    isAdvance: row.is_advance,
    amount: money(row.minor, row.currency),
    amountDays: row.days_minor,
    positions: row.positions.map(Number),
  };
}
