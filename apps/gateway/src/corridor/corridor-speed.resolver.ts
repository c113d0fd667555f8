import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { clockAt } from '../calendar/local-day.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, placeOf } from '../graphql/paging.js';
import { secondsOf } from '../holds/days-held.js';
import { asked, type Happened, restatedBy } from '../read/by-instant.js';
import type { Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { ratioOf } from '../targets/ratio-of.js';
import { corridorSpeedFigure } from './corridor-speed.figure.js';
import {
  SPEED_SQL,
  SPEED_TRIPS_SQL,
  type SpeedAt,
  type SpeedRow,
  type SpeedsRow,
  type SpeedTripRow,
} from './corridor-speed.sql.js';
import {
  CorridorSpeed,
  SectionsArgs,
  type SectionTrip,
  SectionTripConnection,
  type SpeedFacts,
  type SpeedOfNorthernRoute,
  type SpeedOfSection,
} from './corridor-speed.types.js';
import { NORTHERN_ROUTES, routePlans, toPlan } from './route-plans.js';
import { RESTATED_SPEED } from './section-restatement.sql.js';
import { sectionsAsked } from './sections-asked.js';

const LIST = 'section-trip';

/** The answer under way: what was measured stands beside plans, which are read where they are asked for. */
interface Answer
  extends Omit<CorridorSpeed, 'bySection' | 'northern'>,
    Pick<SpeedsRow, 'by_section' | 'by_route'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}

@LedgerResolver(() => CorridorSpeed)
export class CorridorSpeedResolver {
  @Query(() => CorridorSpeed, { nullable: true, description: corridorSpeedFigure.question })
  async corridorSpeed(@Args() args: SectionsArgs, @Context() operation: Operation): Promise<Answer> {
    const { asOf, question, happened } = await sectionsAsked(args, operation, 'visits', 'routes');
    const parameters = [...question, NORTHERN_ROUTES];
    const [row] = await asked<SpeedsRow>(operation.session, SPEED_SQL, parameters, happened);
    const { all, ...parts } = row ?? NO_TRIPS;
    const { from, to, occurredUntil = null } = args;
    return { from, to, asOf, occurredUntil, question, happened, ...parts, ...toSpeedFacts(all) };
  }

  @ResolveField()
  bySection(@Parent() { by_section }: Answer): readonly SpeedOfSection[] {
    return by_section.map((row) => ({
      leaves: row.leaves,
      enters: row.enters,
      mode: row.mode,
      borderPoints: row.border_points,
      routes: row.routes,
      plan: toPlan(row.section_km, row.plan_days),
      ...toSpeedFacts(row),
    }));
  }

  @ResolveField()
  async northern(
    @Parent() { asOf, happened, by_route }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly SpeedOfNorthernRoute[]> {
    const plans = await routePlans(session, asOf, NORTHERN_ROUTES, happened);
    const speeds = new Map(by_route.map((row) => [row.route_id, row]));
    return plans.map(({ route_id, km, days }) => ({
      route: route_id,
      plan: toPlan(km, days),
      ...toSpeedFacts(speeds.get(route_id) ?? NO_TRIP),
    }));
  }

  @ResolveField(() => SectionTripConnection, {
    nullable: true,
    description:
      'Explains the figure: every trip of it, complete or not, in the order in which the ledger came to know it so; their kilometres and seconds sum to those of the figure. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async trips(
    @Parent() { happened, question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<SectionTrip>> {
    checkSeesEvents(caller);
    const parameters = [...question, ...placeOf(LIST, page.after), page.first + 1];
    const rows = await asked<SpeedTripRow>(session, SPEED_TRIPS_SQL, parameters, happened);
    const { edges, pageInfo } = pageOf(rows, page, ({ from_position, place }) =>
      cursorOf(LIST, Number(from_position), place),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toTrip(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, happened, question }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    return restatedBy(happened, { since, asOf, session }, RESTATED_SPEED, (position) =>
      question.with(3, position),
    );
  }
}

const NO_TRIP: SpeedRow = {
  n: 0,
  incomplete: 0,
  anomalies: 0,
  unmeasured_stops: 0,
  km_tenths: '0',
  ms: '0',
  moving_ms: '0',
  p50: null,
  p90: null,
  moving_p50: null,
  moving_p90: null,
};

const NO_TRIPS: SpeedsRow = { all: NO_TRIP, ambiguous: 0, by_section: [], by_route: [] };

function toSpeedFacts(row: SpeedRow): SpeedFacts {
  const speedAt = (at: SpeedAt | null) => at && speedOf(at[1], at[2]);
  return {
    n: row.n,
    incomplete: row.incomplete,
    anomalies: row.anomalies,
    unmeasuredStops: row.unmeasured_stops,
    km: kmOf(row.km_tenths),
    seconds: secondsOf(BigInt(row.ms)),
    movingSeconds: secondsOf(BigInt(row.moving_ms)),
    withDelay: { mean: speedOf(row.km_tenths, row.ms), p50: speedAt(row.p50), p90: speedAt(row.p90) },
    withoutDelay: {
      mean: speedOf(row.km_tenths, row.moving_ms),
      p50: speedAt(row.moving_p50),
      p90: speedAt(row.moving_p90),
    },
  };
}

function toTrip(row: SpeedTripRow): SectionTrip {
  const at = (place: string, ms: string | null) => (ms === null ? null : clockAt(place, Number(ms)));
  const isComplete = row.standing === 'complete';
  const [km, ms, moving] = isComplete
    ? [row.km_tenths, row.ms ?? '0', row.moving_ms ?? '0']
    : ['0', '0', '0'];
  return {
    consignmentId: row.consignment_id,
    leaves: row.leaves,
    enters: row.enters,
    mode: row.mode,
    standing: row.standing,
    departedAt: at(row.leaves, row.departed_ms),
    arrivedAt: at(row.enters, row.arrived_ms),
    km: kmOf(km),
    seconds: secondsOf(BigInt(ms)),
    movingSeconds: secondsOf(BigInt(moving)),
    withDelay: speedOf(km, ms),
    withoutDelay: speedOf(km, moving),
    unmeasuredStops: row.unmeasured_stops,
    positions: [...new Set(row.positions.flat())].sort((a, b) => a - b),
  };
}

function kmOf(tenths: string): string {
  return ratioOf(tenths, '10', 1) ?? '';
}

/** Kilometres an hour with one decimal, rounded half to even; null where no time went by. */
function speedOf(kmTenths: string, ms: string): string | null {
  return ratioOf(`${BigInt(kmTenths) * 3_600_000n}`, `${BigInt(ms) * 10n}`, 1);
}
