import { PROCEDURES } from '@corridor/reference-data';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { clockAt } from '../calendar/local-day.js';
import { firstDay, lastDay } from '../calendar/month.js';
import { hoursOf } from '../corridor/hours.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, pageOf, positionOf } from '../graphql/paging.js';
import { secondsOf } from '../holds/days-held.js';
import { type AsOf, positionsOf, runningUntil } from '../holds/held-as-of.js';
import { untilOf } from '../holds/hold-view.js';
import { untilMs } from '../read/happened.js';
import { checkSince, type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { clearanceTimeFigure } from './clearance-time.figure.js';
import { CLEARANCE_SHARES_SQL, type ClearanceRow, type ClearanceShareRow } from './clearance-time.sql.js';
import {
  type ClearanceFacts,
  type ClearanceOfFlow,
  type ClearanceOfInspection,
  type ClearanceOfMonth,
  type ClearanceOfOffice,
  type ClearanceOfProcedure,
  type ClearanceShare,
  ClearanceShareConnection,
  ClearanceSharesArgs,
  ClearanceTime,
} from './clearance-time.types.js';
import { type Clearances, clearancesOf, NO_CLEARANCE } from './clearance-time-reader.js';
import { CustomsArgs } from './customs.types.js';
import { RESTATED_CLEARANCE } from './customs-restatement.sql.js';
import { placeAsked } from './known-names.js';

const LIST = 'clearance-share';

/** The answer under way: of its lists, those are read that are asked for. */
interface Answer
  extends Omit<ClearanceTime, 'byOffice' | 'byProcedure' | 'byFlow' | 'byInspection' | 'byMonth'> {
  readonly question: readonly unknown[];
  readonly clearances: Clearances;
  /** The question as of a position. */
  parameters(asOf: AsOf): readonly unknown[];
}

@LedgerResolver(() => ClearanceTime)
export class ClearanceTimeResolver {
  @Query(() => ClearanceTime, { nullable: true, description: clearanceTimeFigure.question })
  async clearanceTime(
    @Args() { from, to, office = null, reporter = null, occurredUntil = null, ...asked }: CustomsArgs,
    @Context() { session, readModels, holds }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await holds.asOf(await readModels.asOf(asked, 'holds'));
    const place = await placeAsked({ office, reporter }, session);
    const parameters = (known: AsOf): readonly unknown[] => {
      const { position, ms = null } = runningUntil(known, occurredUntil);
      return [position, ms, lastDay(to), place, untilMs(occurredUntil), firstDay(from)];
    };
    const question = parameters(asOf);
    const months = { from, to, asOf: asOf.position, of: place };
    const clearances = clearancesOf(session, months, question, occurredUntil);
    const [all] = await clearances.by('all');
    const until = untilOf(runningUntil(asOf, occurredUntil));
    const facts = toFacts(all ?? NO_CLEARANCE);
    return {
      from,
      to,
      asOf: asOf.position,
      occurredUntil,
      until,
      question,
      clearances,
      parameters,
      ...facts,
    };
  }

  @ResolveField()
  async byOffice(@Parent() { clearances }: Answer): Promise<readonly ClearanceOfOffice[]> {
    const rows = await clearances.by('office');
    return rows.map((row) => ({ office: row.key, ...toFacts(row) }));
  }

  @ResolveField()
  async byProcedure(@Parent() { clearances }: Answer): Promise<readonly ClearanceOfProcedure[]> {
    const rows = await clearances.by('procedure');
    return rows.map((row) => ({
      procedure: row.key,
      name: PROCEDURES.find(row.key)?.name ?? null,
      ...toFacts(row),
    }));
  }

  @ResolveField()
  async byFlow(@Parent() { clearances }: Answer): Promise<readonly ClearanceOfFlow[]> {
    const rows = await clearances.by('flow');
    return rows.map((row) => ({ flow: row.key, ...toFacts(row) }));
  }

  @ResolveField()
  async byInspection(@Parent() { clearances }: Answer): Promise<readonly ClearanceOfInspection[]> {
    const rows = await clearances.by('inspection');
    return rows.map((row) => ({ inspection: row.key, ...toFacts(row) }));
  }

  @ResolveField()
  async byMonth(@Parent() { clearances }: Answer): Promise<readonly ClearanceOfMonth[]> {
    const rows = await clearances.by('month');
    return rows.map((row) => ({ month: row.key, ...toFacts(row) }));
  }

  @ResolveField(() => ClearanceShareConnection, {
    nullable: true,
    description:
      'Explains the figure: every declaration of it in the order of the ledger, by its clearance or, while it waits, by its lodgement; their seconds sum to those of the figure. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async shares(
    @Parent() { question }: Answer,
    @Args() { open, ...page }: ClearanceSharesArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<ClearanceShare>> {
    checkSeesEvents(caller);
    const rows = await session.read((manager) =>
      manager.query<ClearanceShareRow[]>(CLEARANCE_SHARES_SQL, [
        ...question,
        open ?? null,
        positionOf(LIST, page.after) ?? 0,
        page.first + 1,
      ]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  async restatement(
    @Parent() { asOf, question, parameters }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session, holds }: Operation,
  ): Promise<Restated> {
    checkSince(since, asOf);
    const before = parameters(await holds.asOf(since));
    return restated({ since, asOf, session }, RESTATED_CLEARANCE, (position) =>
      position === asOf ? question : before,
    );
  }
}

function toFacts({ n, ms, p50_ms, p90_ms, open, open_ms }: ClearanceRow): ClearanceFacts {
  const hours = (of: string | null) => (of === null ? null : hoursOf(BigInt(of)));
  return {
    n,
    p50Hours: hours(p50_ms),
    p90Hours: hours(p90_ms),
    meanHours: hoursOf(BigInt(ms), BigInt(n)),
    seconds: secondsOf(BigInt(ms)),
    open,
    openSeconds: secondsOf(BigInt(open_ms)),
  };
}

function toShare(row: ClearanceShareRow): ClearanceShare {
  const ms = BigInt(row.ms);
  return {
    declarationId: row.declaration_id,
    consignmentId: row.consignment_id,
    office: row.office,
    flow: row.flow,
    procedure: row.procedure,
    previousProcedure: row.previous_procedure,
    inspection: row.inspection,
    inspections: row.inspections.map(({ kind, result, ms: at, position }) => ({
      kind,
      result,
      inspectedAt: clockAt(row.office, Number(at)),
      position,
    })),
    lodgedAt: clockAt(row.office, Number(row.lodged_ms)),
    clearedAt: row.cleared_ms === null ? null : clockAt(row.office, Number(row.cleared_ms)),
    isOpen: row.is_open,
    hours: hoursOf(ms) ?? '0.0',
    seconds: secondsOf(ms),
    positions: positionsOf([
      row.lodged_position,
      ...row.inspections.map(({ position }) => String(position)),
      row.position,
    ]),
  };
}
