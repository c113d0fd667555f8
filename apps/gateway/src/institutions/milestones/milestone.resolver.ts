import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { localDayOf } from '../../calendar/local-day.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, pageOf, positionOf } from '../../graphql/paging.js';
import { instantOf } from '../../ledger/log.js';
import { PageAsOfArgs } from '../../read/as-of.types.js';
import { MeasuredReader } from './measured.js';
import { MILESTONES_SQL, type MilestoneRow } from './milestone.sql.js';
import { MeasuredAround, MilestoneConnection, MilestoneType } from './milestone.types.js';

const LIST = 'milestone';
const DAY_MS = 86_400_000;

/** A milestone, with what reads the days around all of the answer. */
type Found = MilestoneType & { readonly measures: MeasuredReader };

@LedgerResolver(() => MilestoneType)
export class MilestoneResolver {
  @Query(() => MilestoneConnection, {
    nullable: true,
    description:
      'What is to be built along the corridor, how late is it, and what did it change? The one that was planned first comes first.',
  })
  async milestones(
    @Args() page: PageAsOfArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Connection<Found>> {
    const asOf = await readModels.asOf(page, 'milestones');
    const after = positionOf(LIST, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<MilestoneRow[]>(MILESTONES_SQL, [asOf, after, page.first + 1]),
    );
    const instant = (await instantOf(session, asOf)) ?? new Date(0).toISOString();
    const milestones = rows.map((row) => toMilestone(row, localDayOf(row.details.places[0] ?? '', instant)));
    const measures = new MeasuredReader(session, milestones, asOf, instant);
    return pageOf(
      milestones.map((milestone) => ({ ...milestone, measures })),
      page,
      ({ plannedPosition }) => cursorOf(LIST, plannedPosition),
    );
  }

  @ResolveField(() => MeasuredAround, {
    description: 'The days that goods took at its place, or on its section, before and since.',
  })
  measured(@Parent() milestone: Found): Promise<MeasuredAround> {
    return milestone.measures.around(milestone);
  }
}

function toMilestone(row: MilestoneRow, today: string): MilestoneType {
  const { details } = row;
  const until = details.doneOn ?? today;
  const late = Math.round((Date.parse(until) - Date.parse(details.firstPlannedOn)) / DAY_MS);
  return {
    milestoneId: row.milestone_id,
    name: details.name,
    kind: details.kind,
    places: details.places,
    routeIds: details.routeIds,
    responsible: details.responsible,
    source: details.source,
    status: row.status,
    firstPlannedOn: details.firstPlannedOn,
    plannedOn: details.plannedOn,
    workFrom: details.workFrom ?? null,
    doneOn: details.doneOn ?? null,
    evidenceSha256: details.evidenceSha256 ?? null,
    cancelledFor: details.cancelledFor ?? null,
    lateDays: row.status === 'cancelled' ? null : Math.max(0, late),
    plannedPosition: Number(row.planned_position),
    position: Number(row.position),
  };
}
