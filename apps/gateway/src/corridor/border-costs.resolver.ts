import { divideHalfEven } from '@corridor/kernel';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { asked, type Happened, restatedBy } from '../read/by-instant.js';
import type { Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { borderCostsFigure } from './border-costs.figure.js';
import { BORDER_COST_EVENTS_SQL, type BorderCostRow } from './border-costs.sql.js';
import {
  type BorderCost,
  BorderCostConnection,
  BorderCosts,
  type CostsOfKind,
  type CostsOfWay,
} from './border-costs.types.js';
import { type PaidAtBorders, paidAtBorders } from './border-costs-reader.js';
import { CrossingsArgs } from './border-crossings.types.js';
import { RESTATED_COSTS } from './corridor-restatement.sql.js';
import { crossingName, crossingsAsked } from './crossings-asked.js';
import { toCostOnTheWay } from './transport-cost.types.js';

const LIST = 'border-cost';

/** The answer under way: of its lists, those are read that are asked for. */
interface Answer extends Omit<BorderCosts, 'byCrossing' | 'byKind'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
  readonly paid: PaidAtBorders;
}

@LedgerResolver(() => BorderCosts)
export class BorderCostsResolver {
  @Query(() => BorderCosts, { nullable: true, description: borderCostsFigure.question })
  async borderCosts(@Args() args: CrossingsArgs, @Context() operation: Operation): Promise<Answer> {
    const { asOf, question, happened } = await crossingsAsked(args, operation, 'visits', 'transport-costs');
    const { from, to, crossing = null, occurredUntil = null } = args;
    const months = { from, to, asOf, of: crossing };
    const paid = paidAtBorders(operation.session, { months, question, happened });
    const { n, cents, unreceipted_cents } = await paid.all();
    const costs = { ...toCosts(n, cents), unreceipted: usd(BigInt(unreceipted_cents)) };
    return { from, to, asOf, occurredUntil, question, happened, paid, ...costs };
  }

  @ResolveField()
  async byCrossing(@Parent() { paid }: Answer): Promise<readonly CostsOfWay[]> {
    return (await paid.byWay()).map((row) => ({
      crossing: row.crossing,
      name: crossingName(row.crossing),
      mode: row.mode,
      ...toCosts(row.n, row.cents),
      unreceipted: usd(BigInt(row.unreceipted_cents)),
      leaves: { location: row.leaves, ...toCosts(row.out_n, row.out_cents) },
      enters: { location: row.enters, ...toCosts(row.in_n, row.in_cents) },
    }));
  }

  @ResolveField()
  async byKind(@Parent() { paid }: Answer): Promise<readonly CostsOfKind[]> {
    return (await paid.byKind()).map(({ kind, n, cents }) => ({ kind, ...toCosts(n, cents) }));
  }

  @ResolveField(() => BorderCostConnection, {
    nullable: true,
    description:
      'Explains the figure: every cost of it, in the order of the ledger; they sum to its total. For reporters, operators, customs, the Commission and the Business Council; to customs, without those that others told to be without a receipt.',
  })
  async costs(
    @Parent() { happened, question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<BorderCost>> {
    checkSeesEvents(caller);
    const customs = caller.role === 'customs' ? caller.participant : null;
    const parameters = [...question, positionOf(LIST, page.after) ?? 0, page.first + 1, customs];
    const rows = await asked<BorderCostRow>(session, BORDER_COST_EVENTS_SQL, parameters, happened);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toCost(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, happened, question }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { caller, session }: Operation,
  ): Restated {
    const customs = caller.role === 'customs' ? caller.participant : null;
    return restatedBy(happened, { since, asOf, session }, RESTATED_COSTS, (position) => [
      ...question.with(3, position),
      customs,
    ]);
  }
}

function toCosts(n: number, cents: string) {
  const total = BigInt(cents);
  return { n, total: usd(total), mean: n === 0 ? null : usd(divideHalfEven(total, BigInt(n))) };
}

function toCost(row: BorderCostRow): BorderCost {
  const { crossing, mode, location } = row;
  return { ...toCostOnTheWay(row, location), crossing, mode, location };
}
