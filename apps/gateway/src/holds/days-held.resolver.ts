import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { clockAt } from '../calendar/local-day.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { checkSince, type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { daysHeldFigure } from './days-held.figure.js';
import {
  DaysHeldArgs,
  DaysHeldOfMonths,
  HoldShareConnection,
  type OfficeOfDaysHeld,
  type ReasonOfDaysHeld,
} from './days-held.types.js';
import { DaysHeldReader } from './days-held-reader.js';
import { RESTATED_DAYS_HELD } from './days-held-restatement.sql.js';
import { positionsOf } from './held-as-of.js';
import type { HeldShareRow } from './held-shares.sql.js';
import type { HoldShare } from './hold.types.js';
import { duration, untilOf } from './hold-view.js';

const LIST = 'hold-share';

/** The answer under way: its fields are read when they are asked for. */
interface Answer {
  readonly from: string;
  readonly to: string;
  readonly asOf: number;
  readonly occurredUntil: string | null;
  readonly until: string | null;
  readonly reader: DaysHeldReader;
}

@LedgerResolver(() => DaysHeldOfMonths)
export class DaysHeldResolver {
  @Query(() => DaysHeldOfMonths, {
    nullable: true,
    description: daysHeldFigure.question,
  })
  async daysHeld(
    @Args() { from, to, reporter = null, occurredUntil = null, ...asked }: DaysHeldArgs,
    @Context() { session, readModels, holds }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await holds.asOf(await readModels.asOf(asked, 'holds'));
    const reader = new DaysHeldReader(session, { from, to, asOf, occurredUntil, reporter });
    return { from, to, asOf: asOf.position, occurredUntil, until: untilOf(reader.until), reader };
  }

  @ResolveField()
  async days(@Parent() { reader }: Answer): Promise<string> {
    return duration((await reader.sum()).ms).days;
  }

  @ResolveField()
  async seconds(@Parent() { reader }: Answer): Promise<string> {
    return duration((await reader.sum()).ms).seconds;
  }

  @ResolveField()
  async holds(@Parent() { reader }: Answer): Promise<number> {
    return (await reader.sum()).holds;
  }

  @ResolveField()
  async open(@Parent() { reader }: Answer): Promise<number> {
    return (await reader.sum()).open;
  }

  @ResolveField()
  async byReason(@Parent() { reader }: Answer): Promise<readonly ReasonOfDaysHeld[]> {
    return (await reader.by('reason')).map(({ key: reason, ms, holds, open }) => ({
      reason,
      holds,
      open,
      ...duration(ms),
    }));
  }

  @ResolveField()
  async byOffice(@Parent() { reader }: Answer): Promise<readonly OfficeOfDaysHeld[]> {
    return (await reader.by('office')).map(({ key: office, ms, holds, open }) => ({
      office,
      holds,
      open,
      ...duration(ms),
    }));
  }

  @ResolveField(() => HoldShareConnection, {
    nullable: true,
    description:
      'Explains the figure: every hold that made it, in the order of the ledger, with its share. Where holds of a consignment overlap, the time is that of the one that was placed first, so that the seconds sum to the figure exactly. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async shares(
    @Parent() { reader }: Answer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<HoldShare>> {
    checkSeesEvents(caller);
    const rows = await reader.shares(positionOf(LIST, page.after) ?? 0, page.first + 1);
    const connection = pageOf(rows, page, ({ placed_position }) => cursorOf(LIST, Number(placed_position)));
    return {
      ...connection,
      edges: connection.edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })),
    };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  async restatement(
    @Parent() { asOf, reader }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session, holds }: Operation,
  ): Promise<Restated> {
    checkSince(since, asOf);
    const before = reader.as(await holds.asOf(since));
    return restated({ since, asOf, session }, RESTATED_DAYS_HELD, (position) =>
      (position === asOf ? reader : before).parameters(),
    );
  }
}

function toShare(row: HeldShareRow): HoldShare {
  const positions = [row.placed_position, row.ended_position, row.ended_by_position];
  return {
    holdId: row.hold_id,
    declarationId: row.declaration_id,
    consignmentId: row.consignment_id,
    reason: row.reason,
    office: row.office,
    liftableBy: row.liftable_by,
    placedAt: clockAt(row.office, Number(row.placed_ms)),
    endedAt: row.ended_ms === null ? null : clockAt(row.office, Number(row.ended_ms)),
    endedBy: row.ended_by,
    isOpen: row.ended_ms === null,
    positions: positionsOf(positions.filter((position) => position !== null)),
    ...duration(BigInt(row.share_ms)),
  };
}
