import { BORDER_CROSSINGS, GATEWAY_PORTS } from '@corridor/reference-data';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { clockAt } from '../calendar/local-day.js';
import { listMonths, type Month } from '../calendar/month.js';
import { monthsByClock } from '../calendar/months-by-clock.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money, usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { secondsOf } from '../holds/days-held.js';
import { asked, type Happened, restatedBy } from '../read/by-instant.js';
import type { Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { corridorRoutesFigure } from './corridor-routes.figure.js';
import {
  ARRIVED_GOODS_SQL,
  type ArrivedGoodsRow,
  GOODS_BY_WAY_SQL,
  type GoodsOfWayRow,
} from './corridor-routes.sql.js';
import {
  type ArrivedConsignment,
  ArrivedConsignmentConnection,
  CorridorRoutes,
  type GoodsArrived,
  type GoodsOfModes,
  type GoodsOfMonth,
  type GoodsOfPort,
  type GoodsOfRoute,
  type NorthernShare,
  RoutesArgs,
} from './corridor-routes.types.js';
import {
  daysBetween,
  type Goods,
  type GoodsOfWay,
  sumOf,
  sumsByModes,
  sumsOfRoutes,
  toGoods,
  toGoodsOfWays,
  toNorthern,
  toShare,
} from './goods-taken.js';
import { upTo } from './happened/happened.js';
import { NORTHERN_ROUTES, routePlans, toPlan } from './route-plans.js';
import { RESTATED_ROUTES } from './section-restatement.sql.js';

const LIST = 'arrived-consignment';
/** Both sides of a crossing are one gate. */
const GATES = BORDER_CROSSINGS.flatMap(({ code, sides }) => sides.map((place) => ({ place, code })));
const PORTS = GATEWAY_PORTS.map(({ place }) => place);
/** The parameters $8 to $10 of the statements. */
const PLACES_ASKED = [GATES.map(({ place }) => place), GATES.map(({ code }) => code), PORTS];

/** The answer under way: all of its parts are sums of the same ways. */
interface Answer extends GoodsArrived, Pick<CorridorRoutes, 'from' | 'to' | 'asOf' | 'occurredUntil'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
  readonly ways: readonly GoodsOfWay[];
  readonly all: Goods;
}

@LedgerResolver(() => CorridorRoutes)
export class CorridorRoutesResolver {
  @Query(() => CorridorRoutes, { nullable: true, description: corridorRoutesFigure.question })
  async corridorRoutes(
    @Args() { from, to, occurredUntil = null, ...args }: RoutesArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await readModels.asOf(args, 'visits', 'routes', 'goods-values');
    const { months, ...periods } = periodsOf(from, to);
    const { ends, bounds, happened } = await upTo(session, periods, asOf, occurredUntil);
    const question = [periods.clocks, periods.begins, ends, asOf, ...bounds, months, ...PLACES_ASKED];
    const rows = await asked<GoodsOfWayRow>(session, GOODS_BY_WAY_SQL, question, happened);
    const ways = rows.flatMap(toGoodsOfWays);
    const all = sumOf(ways);
    return { from, to, asOf, occurredUntil, question, happened, ways, all, ...toGoods(all) };
  }

  /** All that the ledger knows, those that no goods took too. */
  @ResolveField()
  async byRoute(
    @Parent() { ways, all, asOf, happened }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly GoodsOfRoute[]> {
    const plans = await routePlans(session, asOf, null, happened);
    const { these: northern } = sumsOfRoutes(ways, NORTHERN_ROUTES);
    const routes = plans.map((plan) => {
      const { route_id: route } = plan;
      return {
        plan,
        goods: sumOf(ways.filter(({ rivals: [one, ...more] }) => one === route && more.length === 0)),
      };
    });
    routes.sort((a, b) => b.goods.n - a.goods.n || (a.plan.route_id < b.plan.route_id ? -1 : 1));
    return routes.map(({ plan: { route_id, km, days, cost_minor, cost_currency }, goods }) => ({
      route: route_id,
      isNorthern: NORTHERN_ROUTES.includes(route_id),
      plan: toPlan(km, days),
      plannedCostPerTonne:
        cost_minor !== null && cost_currency !== null ? money(cost_minor, cost_currency) : null,
      daysAgainstNorthern: daysBetween(goods, northern),
      ...toShare(goods, all),
    }));
  }

  @ResolveField()
  ambiguous(@Parent() { ways }: Answer): GoodsArrived {
    return toGoods(sumOf(ways.filter(({ rivals }) => rivals.length > 1)));
  }

  @ResolveField()
  none(@Parent() { ways }: Answer): GoodsArrived {
    return toGoods(sumOf(ways.filter(({ rivals }) => rivals.length === 0)));
  }

  @ResolveField()
  northern(@Parent() { ways, all }: Answer): NorthernShare {
    const { these, others } = sumsOfRoutes(ways, NORTHERN_ROUTES);
    return toNorthern(these, others, all);
  }

  @ResolveField()
  byPort(@Parent() { ways, all }: Answer): readonly GoodsOfPort[] {
    return GATEWAY_PORTS.map(({ place: port, name }) => ({
      port,
      name,
      ...toShare(sumOf(ways.filter(({ ports }) => ports.includes(port))), all),
    }));
  }

  @ResolveField()
  byModes(@Parent() { ways, all }: Answer): readonly GoodsOfModes[] {
    return sumsByModes(ways).map(({ modes, goods }) => ({ modes, ...toShare(goods, all) }));
  }

  @ResolveField()
  byMonth(@Parent() { ways }: Answer): readonly GoodsOfMonth[] {
    const months = [...new Set(ways.map(({ month }) => month))].sort();
    return months.map((month) => {
      const own = ways.filter((way) => way.month === month);
      const all = sumOf(own);
      const { these, others } = sumsOfRoutes(own, NORTHERN_ROUTES);
      return { month, northern: toNorthern(these, others, all), ...toGoods(all) };
    });
  }

  @ResolveField(() => ArrivedConsignmentConnection, {
    nullable: true,
    description:
      'Explains the figure: every consignment of it, in the order in which the ledger came to know of their delivery; what they are worth and weigh, and the seconds that they took, sum to it. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async goods(
    @Parent() { happened, question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<ArrivedConsignment>> {
    checkSeesEvents(caller);
    const parameters = [...question, positionOf(LIST, page.after) ?? 0, page.first + 1];
    const rows = await asked<ArrivedGoodsRow>(session, ARRIVED_GOODS_SQL, parameters, happened);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toConsignment(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, happened, question }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    return restatedBy(happened, { since, asOf, session }, RESTATED_ROUTES, (position) => [
      ...question.with(3, position),
      NORTHERN_ROUTES,
    ]);
  }
}

/** The months one by one, by the clocks of all countries. */
function periodsOf(from: Month, to: Month) {
  const periods = listMonths(from, to).flatMap((month) => {
    const { clocks, begins, ends } = monthsByClock(month, month);
    return clocks.map((clock, at) => ({ clock, begin: begins[at] ?? 0, end: ends[at] ?? 0, month }));
  });
  return {
    clocks: periods.map(({ clock }) => clock),
    begins: periods.map(({ begin }) => begin),
    ends: periods.map(({ end }) => end),
    months: periods.map(({ month }) => month),
  };
}

function toConsignment(row: ArrivedGoodsRow): ArrivedConsignment {
  return {
    position: Number(row.position),
    consignmentId: row.consignment_id,
    origin: row.begins,
    destination: row.location,
    startedAt: clockAt(row.begins, Number(row.started_ms)),
    arrivedAt: clockAt(row.location, Number(row.ended_ms)),
    seconds: secondsOf(BigInt(row.ms)),
    modes: row.modes,
    ports: row.ports,
    routes: row.rivals,
    value: row.cents === null ? null : usd(BigInt(row.cents)),
    netMassKg: row.net_mass_kg,
    positions: [...new Set(row.positions.flat())].sort((a, b) => a - b),
  };
}
