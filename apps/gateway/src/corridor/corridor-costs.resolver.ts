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
  CORRIDOR_COSTS_SQL,
  type CostAt,
  type SectionCostRow,
  type SectionCostsRow,
  type SectionsCostsRow,
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
import { sectionsAsked } from './sections-asked.js';
import { toCostOnTheWay } from './transport-cost.types.js';

const LIST = 'section-cost';
/** 500 km × 20 t, in tenths of kilometres × millionths of kilograms. */
const UNIT = 5_000n * 20_000_000_000n;
/** The same per tonne of a plan: 20 t × 500 km, in tenths of kilometres. */
const UNIT_PER_TONNE = 20n * 5_000n;

/** The answer under way: what was paid stands beside plans, which are read where they are asked for. */
interface Answer
  extends Omit<CorridorCosts, 'bySection' | 'byKind' | 'byMode' | 'northern'>,
    Pick<SectionsCostsRow, 'by_section' | 'by_kind' | 'by_mode' | 'by_route'> {
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
    const parameters = [...question, NORTHERN_ROUTES];
    const [row] = await asked<SectionsCostsRow>(operation.session, CORRIDOR_COSTS_SQL, parameters, happened);
    const { all, ...parts } = row ?? NO_COSTS;
    const { from, to, occurredUntil = null } = args;
    return { from, to, asOf, occurredUntil, question, happened, ...parts, ...toCosts(all) };
  }

  @ResolveField()
  bySection(@Parent() { by_section }: Answer): readonly CostsOfSection[] {
    return by_section.map((row) => ({
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
  byKind(@Parent() { by_kind }: Answer): readonly SectionCostsOfKind[] {
    return by_kind.map((row) => ({ kind: row.key, ...toCosts(row) }));
  }

  @ResolveField()
  byMode(@Parent() { by_mode }: Answer): readonly SectionCostsOfMode[] {
    return by_mode.map((row) => ({ mode: row.key, ...toCosts(row) }));
  }

  @ResolveField()
  async northern(
    @Parent() { asOf, happened, by_route }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly CostsOfNorthernRoute[]> {
    const plans = await routePlans(session, asOf, NORTHERN_ROUTES, happened);
    const costs = new Map(by_route.map((row) => [row.key, row]));
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

const NO_COSTS: SectionsCostsRow = {
  all: NOTHING,
  unmeasured: 0,
  by_section: [],
  by_kind: [],
  by_mode: [],
  by_route: [],
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
