import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesBookings } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { readFigures, standingOf } from '../read/asked-figures.js';
import {
  OPEN_SHARES_SQL,
  OPEN_SHARES_UNTIL_SQL,
  type OpenShareRow,
  RETURN_SHARES_SQL,
  type ReturnShareRow,
} from './open-shares.sql.js';
import {
  type OpenObligationShare,
  OpenObligationShareConnection,
  OpenSharesArgs,
  type ReturnShare,
  ReturnShareConnection,
} from './open-shares.types.js';
import { dayOfAges, type PaymentsAnswer } from './payments.resolver.js';
import { PaymentsOfMonths } from './payments.types.js';
import { checkOfAnyAgent } from './settled-figures.js';

const OPEN_LIST = 'open-obligation-share';
const RETURN_LIST = 'return-share';

@LedgerResolver(() => PaymentsOfMonths)
export class OpenSharesResolver {
  @ResolveField(() => OpenObligationShareConnection, {
    nullable: true,
    description:
      'Explains what is open as of the position: every obligation of which something is owed, in the order of the ledger; those of a bank, currency and age sum to its `outstanding`. For reporters and operators.',
  })
  async openObligationShares(
    @Parent() answer: PaymentsAnswer,
    @Args() { on, ...page }: OpenSharesArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<OpenObligationShare>> {
    checkSeesBookings(caller);
    checkOfAnyAgent(answer, 'openObligationShares');
    const day = on ?? (await dayOfAges(answer));
    const values = [...standingOf(answer), day, positionOf(OPEN_LIST, page.after) ?? 0, page.first + 1];
    const sql = answer.occurredUntil === null ? OPEN_SHARES_SQL : OPEN_SHARES_UNTIL_SQL;
    const rows = await answer.session.read((manager) => manager.query<OpenShareRow[]>(sql, values));
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(OPEN_LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toOpenShare(node) })) };
  }

  @ResolveField(() => ReturnShareConnection, {
    nullable: true,
    description:
      'Explains what banks gave back: every return of the months, in the order of the ledger; those of a reason and currency sum to its `amount` and `returned`. For reporters and operators.',
  })
  async returnShares(
    @Parent() answer: PaymentsAnswer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<ReturnShare>> {
    checkSeesBookings(caller);
    checkOfAnyAgent(answer, 'returnShares');
    const rows = await readFigures<ReturnShareRow>(answer, RETURN_SHARES_SQL, [
      positionOf(RETURN_LIST, page.after) ?? 0,
      page.first + 1,
    ]);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(RETURN_LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toReturnShare(node) })) };
  }
}

function toOpenShare(row: OpenShareRow): OpenObligationShare {
  return {
    obligationId: row.obligation_id,
    invoiceId: row.invoice_id,
    consignmentId: row.consignment_id,
    creditorBank: row.creditor_bank,
    dueOn: row.due_on,
    days: row.days,
    age: row.band,
    outstanding: money(row.minor, row.currency),
    positions: row.positions.map(Number),
  };
}

function toReturnShare(row: ReturnShareRow): ReturnShare {
  return {
    returnId: row.return_id,
    settlementId: row.settlement_id,
    bank: row.bank,
    bookedOn: row.booked_on,
    reason: row.reason,
    amount: money(row.minor, row.currency),
    returned: money(row.returned_minor, row.currency),
    positions: row.positions.map(Number),
  };
}
