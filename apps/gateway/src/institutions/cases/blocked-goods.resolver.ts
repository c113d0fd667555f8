import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { money, usd } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { AsOfArgs } from '../../read/as-of.types.js';
import type { ReadSession } from '../../read/read-session.js';
import { type Restated, restated } from '../../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../../restatement/restatement.types.js';
import { blockedGoodsFigure } from './blocked-goods.figure.js';
import {
  BLOCKED_GOODS_SQL,
  BLOCKED_SUMS_SQL,
  type BlockedGoodsRow,
  type BlockedSumRow,
  RESTATED_BLOCKED,
} from './blocked-goods.sql.js';
import {
  type BlockedConsignment,
  BlockedConsignmentConnection,
  type BlockedForReason,
  BlockedGoods,
} from './blocked-goods.types.js';

const LIST = 'blocked-goods';

interface Answer extends BlockedGoods {
  readonly session: ReadSession;
}

@LedgerResolver(() => BlockedGoods)
export class BlockedGoodsResolver {
  @Query(() => BlockedGoods, {
    nullable: true,
    description: blockedGoodsFigure.question,
  })
  async valueOfGoodsBlocked(
    @Args() asked: AsOfArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    const asOf = await readModels.asOf(asked, 'cases', 'goods-values', 'holds', 'trade-facts');
    const rows = await session.read((manager) => manager.query<BlockedSumRow[]>(BLOCKED_SUMS_SQL, [asOf]));
    const all = rows.find(({ reason }) => reason === '');
    const byReason = rows.filter(({ reason }) => reason !== '').map(toReason);
    const { value, consignments, unvalued } = all
      ? toReason(all)
      : { value: usd(0n), consignments: 0, unvalued: 0 };
    return { asOf, value, consignments, unvalued, byReason, session };
  }

  @ResolveField(() => BlockedConsignmentConnection, {
    nullable: true,
    description:
      'Explains the value: every consignment that is blocked, in the order in which they were declared. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async goods(
    @Parent() { asOf, session }: Answer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<BlockedConsignment>> {
    checkSeesEvents(caller);
    const after = positionOf(LIST, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<BlockedGoodsRow[]>(BLOCKED_GOODS_SQL, [asOf, after, page.first + 1]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ at }) => cursorOf(LIST, Number(at)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toGoods(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(@Parent() { asOf, session }: Answer, @Args() { since }: SinceArgs): Restated {
    return restated({ since, asOf, session }, RESTATED_BLOCKED, (position) => [position]);
  }
}

function toReason({ reason, cents, consignments, unvalued }: BlockedSumRow): BlockedForReason {
  return { reason, value: money(cents, 'USD'), consignments, unvalued };
}

function toGoods(row: BlockedGoodsRow): BlockedConsignment {
  return {
    consignmentId: row.consignment_id,
    value: row.cents === null ? null : money(row.cents, 'USD'),
    valuedBy: row.valued_by,
    reasons: [...row.reasons],
    positions: row.positions.map(Number),
  };
}
