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
import type { ReadSession } from '../read/read-session.js';
import type { Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { ratioOf } from '../targets/ratio-of.js';
import { corridorRoutesFigure } from './corridor-routes.figure.js';
import {
  ARRIVED_GOODS_SQL,
  type ArrivedGoodsRow,
  GOODS_BY_MODES_SQL,
  GOODS_BY_MONTH_SQL,
  GOODS_BY_PORT_SQL,
  GOODS_BY_ROUTE_SQL,
  GOODS_BY_ROUTES_SQL,
  GOODS_SQL,
  GOODS_WITHOUT_ROUTE_SQL,
  type GoodsByRow,
  type GoodsOfMonthRow,
  type GoodsRow,
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
import { upTo } from './happened/happened.js';
import { NORTHERN_ROUTES, routePlans, toPlan } from './route-plans.js';
import { RESTATED_ROUTES } from './section-restatement.sql.js';

const LIST = 'arrived-consignment';
const DAY_MS = 86_400_000n;
/** Both sides of a crossing are one gate. */
const GATES = BORDER_CROSSINGS.flatMap(({ code, sides }) => sides.map((place) => ({ place, code })));
const PORTS = GATEWAY_PORTS.map(({ place }) => place);
/** The parameters $8 to $10 of the statements. */
const PLACES_ASKED = [GATES.map(({ place }) => place), GATES.map(({ code }) => code), PORTS];
const PORT_NAMES = new Map(GATEWAY_PORTS.map(({ place, name }) => [place, name]));

/** The answer under way: of its parts, those are read that are asked for. */
interface Answer extends GoodsArrived, Pick<CorridorRoutes, 'from' | 'to' | 'asOf' | 'occurredUntil'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
  readonly all: GoodsRow;
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
    const [row] = await asked<GoodsRow>(session, GOODS_SQL, question, happened);
    const all = row ?? NOTHING;
    return { from, to, asOf, occurredUntil, question, happened, all, ...toGoods(all) };
  }

  @ResolveField()
  async byRoute(
    @Parent() { all, asOf, happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly GoodsOfRoute[]> {
    const rows = await asked<GoodsByRow>(session, GOODS_BY_ROUTE_SQL, question, happened);
    const { northern } = await northernOf(session, question, happened);
    const plans = new Map(
      (await routePlans(session, asOf, null, happened)).map((plan) => [plan.route_id, plan]),
    );
    return rows.map((row) => {
      const { km = null, days = null, cost_minor = null, cost_currency = null } = plans.get(row.key) ?? {};
      return {
        route: row.key,
        isNorthern: NORTHERN_ROUTES.includes(row.key),
        plan: toPlan(km, days),
        plannedCostPerTonne:
          cost_minor !== null && cost_currency !== null ? money(cost_minor, cost_currency) : null,
        daysAgainstNorthern: daysBetween(row, northern),
        ...toShare(row, all),
      };
    });
  }

  @ResolveField()
  async ambiguous(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<GoodsArrived> {
    return withoutRoute(session, question, happened, 'ambiguous');
  }

  @ResolveField()
  async none(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<GoodsArrived> {
    return withoutRoute(session, question, happened, 'none');
  }

  @ResolveField()
  async northern(
    @Parent() { all, happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<NorthernShare> {
    const { northern, others } = await northernOf(session, question, happened);
    return toNorthern(northern, others, all);
  }

  @ResolveField()
  async byPort(
    @Parent() { all, happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly GoodsOfPort[]> {
    const rows = await asked<GoodsByRow>(session, GOODS_BY_PORT_SQL, question, happened);
    return rows.map((row) => ({
      port: row.key,
      name: PORT_NAMES.get(row.key) ?? row.key,
      ...toShare(row, all),
    }));
  }

  @ResolveField()
  async byModes(
    @Parent() { all, happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly GoodsOfModes[]> {
    const rows = await asked<GoodsByRow<readonly string[]>>(session, GOODS_BY_MODES_SQL, question, happened);
    return rows.map((row) => ({ modes: row.key, ...toShare(row, all) }));
  }

  @ResolveField()
  async byMonth(
    @Parent() { happened, question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly GoodsOfMonth[]> {
    const rows = await asked<GoodsOfMonthRow>(
      session,
      GOODS_BY_MONTH_SQL,
      [...question, NORTHERN_ROUTES],
      happened,
    );
    return rows.map((row) => {
      const northern = { n: row.northern_n, cents: row.northern_cents, mass: row.northern_mass };
      const others = { n: row.others_n, cents: row.others_cents, mass: row.others_mass };
      return { month: row.key, northern: toNorthern(northern, others, row), ...toGoods(row) };
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

/** What went by the northern routes, and what is known to have gone by others. */
async function northernOf(session: ReadSession, question: readonly unknown[], happened: Happened | null) {
  const rows = await asked<GoodsByRow>(
    session,
    GOODS_BY_ROUTES_SQL,
    [...question, NORTHERN_ROUTES],
    happened,
  );
  const of = (key: string): GoodsRow => rows.find((row) => row.key === key) ?? NOTHING;
  return { northern: of('these'), others: of('others') };
}

async function withoutRoute(
  session: ReadSession,
  question: readonly unknown[],
  happened: Happened | null,
  key: 'ambiguous' | 'none',
): Promise<GoodsArrived> {
  const rows = await asked<GoodsByRow>(session, GOODS_WITHOUT_ROUTE_SQL, question, happened);
  return toGoods(rows.find((row) => row.key === key) ?? NOTHING);
}

const NOTHING: GoodsRow = {
  n: 0,
  unvalued: 0,
  cents: '0',
  mass_kg: '0',
  mass: '0',
  ms: '0',
  p50_ms: null,
  p90_ms: null,
};

function toGoods(row: GoodsRow): GoodsArrived {
  return {
    n: row.n,
    unvalued: row.unvalued,
    value: usd(BigInt(row.cents)),
    netMassKg: row.mass_kg,
    seconds: secondsOf(BigInt(row.ms)),
    meanDays: daysOf(row.ms, row.n),
    p50Days: row.p50_ms === null ? null : daysOf(row.p50_ms, 1),
    p90Days: row.p90_ms === null ? null : daysOf(row.p90_ms, 1),
  };
}

function toShare(row: GoodsRow, all: GoodsRow) {
  return { ...toGoods(row), ...sharesOf(row, all) };
}

type Part = Pick<GoodsRow, 'n' | 'cents' | 'mass'>;

function toNorthern(northern: Part, others: Part, all: Pick<Part, 'cents' | 'mass'>): NorthernShare {
  const sum = (of: (part: Part) => string): string => `${BigInt(of(northern)) + BigInt(of(others))}`;
  const known = { cents: sum(({ cents }) => cents), mass: sum(({ mass }) => mass) };
  const off = sharesOf(others, known);
  const { valueShare, massShare } = sharesOf(known, all);
  return {
    n: northern.n,
    ...sharesOf(northern, all),
    valueShareOff: off.valueShare,
    massShareOff: off.massShare,
    valueShareKnown: valueShare,
    massShareKnown: massShare,
  };
}

function sharesOf(part: Pick<GoodsRow, 'cents' | 'mass'>, all: Pick<GoodsRow, 'cents' | 'mass'>) {
  return { valueShare: ratioOf(part.cents, all.cents, 4), massShare: ratioOf(part.mass, all.mass, 4) };
}

function daysOf(ms: string, among: number): string | null {
  return ratioOf(ms, `${DAY_MS * BigInt(among)}`, 1);
}

/** The mean of the one less that of the other. */
function daysBetween(one: GoodsRow, other: GoodsRow): string | null {
  const ms = BigInt(one.ms) * BigInt(other.n) - BigInt(other.ms) * BigInt(one.n);
  return ratioOf(`${ms}`, `${DAY_MS * BigInt(one.n) * BigInt(other.n)}`, 1);
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
