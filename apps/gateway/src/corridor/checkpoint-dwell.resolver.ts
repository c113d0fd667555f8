import { PLACES } from '@corridor/reference-data';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { clockAt } from '../calendar/local-day.js';
import { monthsByClock } from '../calendar/months-by-clock.js';
import { badInput } from '../graphql/errors.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, placeOf } from '../graphql/paging.js';
import { secondsOf } from '../holds/days-held.js';
import { asked, type Happened, restatedBy } from '../read/by-instant.js';
import type { Restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { checkpointDwellFigure } from './checkpoint-dwell.figure.js';
import { DWELL_VISITS_SQL, type DwellRow, type DwellVisitRow } from './checkpoint-dwell.sql.js';
import {
  CheckpointDwell,
  type CheckpointVisit,
  CheckpointVisitConnection,
  DwellArgs,
  type DwellOfCheckpoint,
} from './checkpoint-dwell.types.js';
import { DWELL_TIMES } from './checkpoint-dwell-reader.js';
import { RESTATED_DWELL } from './corridor-restatement.sql.js';
import { upTo } from './happened/happened.js';
import { hoursOf, msBetween } from './hours.js';
import { toTimeFacts } from './time-facts.types.js';
import { type Times, timesOf } from './times-reader.js';

const LIST = 'checkpoint-visit';

/** The answer under way: of its lists, those are read that are asked for. */
interface Answer extends Omit<CheckpointDwell, 'byCheckpoint'> {
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
  readonly times: Times<DwellRow>;
}

@LedgerResolver(() => CheckpointDwell)
export class CheckpointDwellResolver {
  @Query(() => CheckpointDwell, { nullable: true, description: checkpointDwellFigure.question })
  async checkpointDwell(
    @Args() { from, to, location, occurredUntil = null, ...known }: DwellArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    if (location && !PLACES.has(location))
      throw badInput(`location: "${location}" is no place that the ledger knows by its UN/LOCODE.`);
    const asOf = await readModels.asOf(known, 'visits');
    const { clocks, ...months } = monthsByClock(from, to);
    const { ends, bounds, happened } = await upTo(session, months, asOf, occurredUntil);
    const question = [clocks, months.begins, ends, asOf, ...bounds, location ?? null];
    const ofMonths = { from, to, asOf, of: location ?? null };
    const times = timesOf(DWELL_TIMES, session, { months: ofMonths, question, happened });
    const all = toTimeFacts(await times.all());
    return { from, to, asOf, occurredUntil, question, happened, times, ...all };
  }

  @ResolveField()
  async byCheckpoint(@Parent() { times }: Answer): Promise<readonly DwellOfCheckpoint[]> {
    return (await times.each()).map((row) => ({ location: row.key, ...toTimeFacts(row) }));
  }

  @ResolveField(() => CheckpointVisitConnection, {
    nullable: true,
    description:
      'Explains the figure: every visit of it, complete or not, in the order in which the ledger came to know it so; the seconds of the complete ones sum to those of the figure. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async visits(
    @Parent() { happened, question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<CheckpointVisit>> {
    checkSeesEvents(caller);
    const parameters = [...question, ...placeOf(LIST, page.after), page.first + 1];
    const rows = await asked<DwellVisitRow>(session, DWELL_VISITS_SQL, parameters, happened);
    const { edges, pageInfo } = pageOf(rows, page, ({ from_position, within }) =>
      cursorOf(LIST, Number(from_position), within),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toVisit(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, happened, question }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    return restatedBy(happened, { since, asOf, session }, RESTATED_DWELL, (position) =>
      question.with(3, position),
    );
  }
}

function toVisit(row: DwellVisitRow): CheckpointVisit {
  const { location, standing, arrived_ms, departed_ms } = row;
  const at = (ms: string | null) => (ms === null ? null : clockAt(location, Number(ms)));
  const ms = msBetween(arrived_ms, departed_ms);
  return {
    consignmentId: row.consignment_id,
    location,
    standing,
    arrivedAt: at(arrived_ms),
    departedAt: at(departed_ms),
    hours: ms === null ? null : hoursOf(ms),
    seconds: secondsOf(standing === 'complete' && ms !== null ? ms : 0n),
    positions: row.positions.map(Number),
  };
}
