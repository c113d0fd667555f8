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
import { borderCrossingsFigure } from './border-crossings.figure.js';
import { CROSSING_EVENTS_SQL, type CrossingEventRow, type CrossingRow } from './border-crossings.sql.js';
import {
  type BorderCrossing,
  BorderCrossingConnection,
  BorderCrossings,
  CrossingsArgs,
  type CrossingsOfWay,
  type CrossingVisit,
} from './border-crossings.types.js';
import { CROSSING_TIMES } from './border-crossings-reader.js';
import { RESTATED_CROSSINGS } from './corridor-restatement.sql.js';
import { crossingName, crossingsAsked } from './crossings-asked.js';
import { hoursOf, msBetween } from './hours.js';
import { toTimeFacts } from './time-facts.types.js';
import { type Times, timesOf } from './times-reader.js';

const LIST = 'border-crossing';

/** The answer under way: of its lists, those are read that are asked for. */
interface Answer extends Omit<BorderCrossings, 'byCrossing'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
  readonly times: Times<CrossingRow>;
}

@LedgerResolver(() => BorderCrossings)
export class BorderCrossingsResolver {
  @Query(() => BorderCrossings, { nullable: true, description: borderCrossingsFigure.question })
  async borderCrossings(@Args() args: CrossingsArgs, @Context() operation: Operation): Promise<Answer> {
    const { asOf, question, happened } = await crossingsAsked(args, operation, 'visits');
    const { from, to, crossing = null, occurredUntil = null } = args;
    const months = { from, to, asOf, of: crossing };
    const times = timesOf(CROSSING_TIMES, operation.session, { months, question, happened });
    const all = toTimeFacts(await times.all());
    return { from, to, asOf, occurredUntil, question, happened, times, ...all };
  }

  @ResolveField()
  async byCrossing(@Parent() { times }: Answer): Promise<readonly CrossingsOfWay[]> {
    return (await times.each()).map(toWay);
  }

  @ResolveField(() => BorderCrossingConnection, {
    nullable: true,
    description:
      'Explains the figure: every crossing of it, complete or not, in the order in which the ledger came to know it so; the seconds of the complete ones sum to those of the figure. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async crossings(
    @Parent() { happened, question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<BorderCrossing>> {
    checkSeesEvents(caller);
    const parameters = [...question, ...placeOf(LIST, page.after), page.first + 1];
    const rows = await asked<CrossingEventRow>(session, CROSSING_EVENTS_SQL, parameters, happened);
    const { edges, pageInfo } = pageOf(rows, page, ({ from_position, within }) =>
      cursorOf(LIST, Number(from_position), within),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toCrossing(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, happened, question }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    return restatedBy(happened, { since, asOf, session }, RESTATED_CROSSINGS, (position) =>
      question.with(3, position),
    );
  }
}

function toWay(row: CrossingRow): CrossingsOfWay {
  return {
    crossing: row.crossing,
    name: crossingName(row.crossing),
    mode: row.mode,
    ...toTimeFacts(row),
    leaves: {
      location: row.leaves,
      ...toTimeFacts({
        n: row.out_n,
        incomplete: row.out_incomplete,
        anomalies: row.out_anomalies,
        ms: row.out_ms,
        p50_ms: row.out_p50_ms,
        p90_ms: row.out_p90_ms,
      }),
    },
    enters: {
      location: row.enters,
      ...toTimeFacts({
        n: row.in_n,
        incomplete: row.in_incomplete,
        anomalies: row.in_anomalies,
        ms: row.in_ms,
        p50_ms: row.in_p50_ms,
        p90_ms: row.in_p90_ms,
      }),
    },
  };
}

function toCrossing(row: CrossingEventRow): BorderCrossing {
  const ms = msBetween(row.out_arrived_ms, row.in_departed_ms);
  return {
    consignmentId: row.consignment_id,
    crossing: row.crossing,
    mode: row.mode,
    standing: row.standing,
    leaves: toSide(row.leaves, row.out_arrived_ms, row.out_departed_ms),
    enters: toSide(row.enters, row.in_arrived_ms, row.in_departed_ms),
    hours: ms === null ? null : hoursOf(ms),
    seconds: secondsOf(row.standing === 'complete' && ms !== null ? ms : 0n),
    positions: row.positions.map(Number),
  };
}

function toSide(location: string, arrived: string | null, departed: string | null): CrossingVisit {
  const at = (ms: string | null) => (ms === null ? null : clockAt(location, Number(ms)));
  const ms = msBetween(arrived, departed);
  return {
    location,
    arrivedAt: at(arrived),
    departedAt: at(departed),
    hours: ms === null ? null : hoursOf(ms),
  };
}
