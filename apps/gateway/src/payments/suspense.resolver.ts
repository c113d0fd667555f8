import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesBookings } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, pageOf, positionOf } from '../graphql/paging.js';
import { standingOf } from '../read/asked-figures.js';
import { readSuspense } from './open-figures.js';
import { OpenSharesArgs } from './open-shares.types.js';
import { dayOfAges, type PaymentsAnswer } from './payments.resolver.js';
import { SUSPENSE_SHARES_SQL, type SuspenseShareRow } from './payments.sql.js';
import { OpenArgs, PaymentsOfMonths } from './payments.types.js';
import { checkOfAnyAgent } from './settled-figures.js';
import { Suspense, type SuspenseShare, SuspenseShareConnection } from './suspense.types.js';

const LIST = 'suspense-share';

@LedgerResolver(() => PaymentsOfMonths)
export class SuspenseResolver {
  @ResolveField(() => [Suspense], {
    description:
      'What came in and pays nothing yet as of the position, whenever that was, by bank, currency and age on a day.',
  })
  async suspense(
    @Parent() answer: PaymentsAnswer,
    @Args() { on }: OpenArgs,
    @Context() operation: Operation,
  ): Promise<readonly Suspense[]> {
    checkOfAnyAgent(answer, 'suspense');
    if (answer.occurredUntil !== null) await reachedByAccounts(operation, answer);
    const rows = await readSuspense(answer, on ?? (await dayOfAges(answer)));
    return rows.map(({ bank, currency, age, settlements, minor, oldest }) => ({
      ...{ bank, currency, age, settlements, oldest },
      amount: money(minor, currency),
    }));
  }

  @ResolveField(() => SuspenseShareConnection, {
    nullable: true,
    description:
      'Explains what pays nothing yet: every credit with a part that waits, in the order of the ledger; the amounts of a bank and currency sum to what it has in suspense. For reporters and operators.',
  })
  async suspenseShares(
    @Parent() answer: PaymentsAnswer,
    @Args() { on, ...page }: OpenSharesArgs,
    @Context() operation: Operation,
  ): Promise<Connection<SuspenseShare>> {
    checkSeesBookings(operation.caller);
    checkOfAnyAgent(answer, 'suspenseShares');
    await reachedByAccounts(operation, answer);
    const [after, limit] = [positionOf(LIST, page.after) ?? 0, page.first + 1];
    const values = [...standingOf(answer), on ?? (await dayOfAges(answer)), after, limit];
    const rows = await answer.session.read((manager) =>
      manager.query<SuspenseShareRow[]>(SUSPENSE_SHARES_SQL, values),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }
}

/** Lines of accounts are of another read model than the rest of payments: what it has not come to yet is not told. */
async function reachedByAccounts({ readModels }: Operation, { asOf }: PaymentsAnswer): Promise<void> {
  await readModels.asOf({ asOf }, 'accounts');
}

function toShare(row: SuspenseShareRow): SuspenseShare {
  return {
    settlementId: row.settlement_id,
    bank: row.bank,
    valueDate: row.value_date,
    days: row.days,
    amount: money(row.minor, row.currency),
    positions: row.positions.map(Number),
  };
}
