import { divideHalfEven } from '@corridor/kernel';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { type MoneyType, money, usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { asked, type Happened, restatedBy } from '../read/by-instant.js';
import type { Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { corridorCostsFigure } from './corridor-costs.figure.js';
import {
  CORRIDOR_COST_EVENTS_SQL,
  CORRIDOR_COSTS_BY_KIND_SQL,
  CORRIDOR_COSTS_BY_MODE_SQL,
  CORRIDOR_COSTS_BY_ROUTE_SQL,
  CORRIDOR_COSTS_BY_SECTION_SQL,
  CORRIDOR_COSTS_SQL,
  type CostAt,
  type CostsByRow,
  type CostsOfSectionRow,
  type SectionCostRow,
  type SectionCostsRow,
  UNMEASURED_COSTS_SQL,
} from './corridor-costs.sql.js';
import {
  CorridorCosts,
  type CostsOfNorthernRoute,
  type CostsOfSection,
  type SectionCost,
  SectionCostConnection,
  type SectionCostsOfKind,
  type SectionCostsOfMode,
} from './corridor-costs.types.js';
import { SectionsArgs } from './corridor-speed.types.js';
import { NORTHERN_ROUTES, routePlans, tenths } from './route-plans.js';
import { RESTATED_SECTION_COSTS } from './section-restatement.sql.js';
import { ofAllRoutes } from './section-trips.sql.js';
import { sectionsAsked } from './sections-asked.js';
import { toCostOnTheWay } from './transport-cost.types.js';

const LIST = 'section-cost';
/** 500 km × 20 t, in tenths of kilometres × millionths of kilograms. */
const UNIT = 5_000n * 20_000_000_000n;
/** The same per tonne of a plan: 20 t × 500 km, in tenths of kilometres. */
const UNIT_PER_TONNE = 20n * 5_000n;

/** The answer under way: of its parts, those are read that are asked for. */
interface Answer extends Omit<CorridorCosts, 'bySection' | 'byKind' | 'byMode' | 'northern' | 'unmeasured'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}

@LedgerResolver(() => CorridorCosts)
export class CorridorCostsResolver {
  @Query(() => CorridorCosts, { nullable: true, description: corridorCostsFigure.question })
  async corridorCosts(@Args() args: SectionsArgs, @Context() operation: Operation): Promise<Answer> {
    const { asOf, question, happened } = await sectionsAsked(
      args,
      operation,
      'visits',
      'routes',
      'transport-costs',
      'goods-values',
    );
    const [all] = await asked<SectionCostsRow>(operation.session, CORRIDOR_COSTS_SQL, question, happened);
    const { from, to, occurredUntil = null } = args;
    return { from, to, asOf, occurredUntil, question, happened, ...toCosts(all ?? NOTHING) };
  }

  @ResolveField()
  async unmeasured(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<number> {
    const [row] = await asked<{ readonly n: number }>(session, UNMEASURED_COSTS_SQL, question, happened);
    return row?.n ?? 0;
  }

  @ResolveField()
  async bySection(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly CostsOfSection[]> {
    const rows = await asked<CostsOfSectionRow>(session, CORRIDOR_COSTS_BY_SECTION_SQL, question, happened);
    return rows.map((row) => ({
      leaves: row.leaves,
      enters: row.enters,
      mode: row.mode,
      borderPoints: row.border_points,
      routes: row.routes,
      km: row.section_km,
      planned: planned(row.plan_cost_minor, row.plan_cost_currency, row.section_km),
      ...toCosts(row),
    }));
  }

  @ResolveField()
  async byKind(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly SectionCostsOfKind[]> {
    const rows = await asked<CostsByRow>(session, CORRIDOR_COSTS_BY_KIND_SQL, question, happened);
    return rows.map((row) => ({ kind: row.key, ...toCosts(row) }));
  }

  @ResolveField()
  async byMode(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly SectionCostsOfMode[]> {
    const rows = await asked<CostsByRow>(session, CORRIDOR_COSTS_BY_MODE_SQL, question, happened);
    return rows.map((row) => ({ mode: row.key, ...toCosts(row) }));
  }

  @ResolveField()
  async northern(
    @Parent() { asOf, happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly CostsOfNorthernRoute[]> {
    const plans = await routePlans(session, asOf, NORTHERN_ROUTES, happened);
    const parameters = [...ofAllRoutes(question), plans.map(({ route_id }) => route_id)];
    const rows = await asked<CostsByRow>(session, CORRIDOR_COSTS_BY_ROUTE_SQL, parameters, happened);
    const costs = new Map(rows.map((row) => [row.key, row]));
    return plans.map(({ route_id, km, cost_minor, cost_currency }) => ({
      route: route_id,
      planned: km === null ? null : planned(cost_minor, cost_currency, km),
      ...toCosts(costs.get(route_id) ?? NOTHING),
    }));
  }

  @ResolveField(() => SectionCostConnection, {
    nullable: true,
    description:
      'Explains the figure: every cost of it, in the order of the ledger; they sum to its total. For reporters, operators, customs, the Commission and the Business Council; to customs, without those that others told to be without a receipt.',
  })
  async costs(
    @Parent() { happened, question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<SectionCost>> {
    checkSeesEvents(caller);
    const customs = caller.role === 'customs' ? caller.participant : null;
    const parameters = [...question, positionOf(LIST, page.after) ?? 0, page.first + 1, customs];
    const rows = await asked<SectionCostRow>(session, CORRIDOR_COST_EVENTS_SQL, parameters, happened);
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
    return restatedBy(happened, { since, asOf, session }, RESTATED_SECTION_COSTS, (position) => [
      ...question.with(3, position),
      customs,
    ]);
  }
}

const NOTHING: SectionCostsRow = {
  n: 0,
  cents: '0',
  unreceipted_cents: '0',
  weight: '0',
  p50: null,
  p90: null,
};

function toCosts({ n, cents, unreceipted_cents, weight, p50, p90 }: SectionCostsRow) {
  const at = (trip: CostAt | null) => trip && forTheUnit(trip[1], trip[2]);
  return {
    n,
    total: usd(BigInt(cents)),
    unreceipted: usd(BigInt(unreceipted_cents)),
    mean: forTheUnit(cents, weight),
    p50: at(p50),
    p90: at(p90),
  };
}

/** What 20 t pay for 500 km; null where nothing was carried. */
function forTheUnit(cents: string, weight: string): MoneyType | null {
  return BigInt(weight) === 0n ? null : usd(divideHalfEven(BigInt(cents) * UNIT, BigInt(weight)));
}

function planned(minor: string | null, currency: string | null, km: string): MoneyType | null {
  if (minor === null || currency === null) return null;
  return money(divideHalfEven(BigInt(minor) * UNIT_PER_TONNE, tenths(km)).toString(), currency);
}

function toCost(row: SectionCostRow): SectionCost {
  const { leaves, enters, mode, section_km: km, net_mass_kg: netMassKg } = row;
  return { ...toCostOnTheWay(row, leaves), leaves, enters, mode, km, netMassKg };
}
