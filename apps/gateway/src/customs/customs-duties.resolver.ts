import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { firstDay, lastDay } from '../calendar/month.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, placeOf } from '../graphql/paging.js';
import { untilMs } from '../read/happened.js';
import { type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { CustomsArgs } from './customs.types.js';
import { customsDutiesFigure } from './customs-duties.figure.js';
import {
  DUTY_ENTRIES_SQL,
  type DutyEntryRow,
  type DutySumRow,
  OUTSTANDING_SHARES_SQL,
  type OutstandingShareRow,
} from './customs-duties.sql.js';
import {
  CustomsDuties,
  type DutiesOfCurrency,
  type DutiesOfFlow,
  type DutiesOfKind,
  type DutiesOfMonth,
  type DutiesOfOffice,
  type DutiesOfReason,
  type DutyEntry,
  DutyEntryConnection,
  type OutstandingDuty,
  OutstandingDutyConnection,
} from './customs-duties.types.js';
import { type Duties, dutiesOf } from './customs-duties-reader.js';
import { RESTATED_DUTIES } from './customs-restatement.sql.js';
import { placeAsked } from './known-names.js';

const LIST = 'duty-entry';
const OUTSTANDING = 'outstanding-duty';

/** The answer under way: of its lists, those are read that are asked for. */
interface Answer extends Pick<CustomsDuties, 'from' | 'to' | 'asOf' | 'occurredUntil'> {
  readonly question: readonly unknown[];
  readonly duties: Duties;
}

@LedgerResolver(() => CustomsDuties)
export class CustomsDutiesResolver {
  @Query(() => CustomsDuties, { nullable: true, description: customsDutiesFigure.question })
  async customsDuties(
    @Args() { from, to, office = null, reporter = null, occurredUntil = null, ...asked }: CustomsArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'holds');
    const place = await placeAsked({ office, reporter }, session);
    const question = [asOf, firstDay(from), lastDay(to), place, untilMs(occurredUntil)];
    const duties = dutiesOf(session, question, occurredUntil);
    return { from, to, asOf, occurredUntil, question, duties };
  }

  @ResolveField()
  async byCurrency(@Parent() { duties }: Answer): Promise<readonly DutiesOfCurrency[]> {
    const rows = await duties.by('all');
    const owed = await duties.outstanding();
    return rows.map((row) => {
      const { currency } = row;
      const outstanding = owed.find((each) => each.currency === currency)?.minor ?? '0';
      return { currency, ...toSums(row), outstanding: money(outstanding, currency) };
    });
  }

  @ResolveField()
  async byKind(@Parent() { duties }: Answer): Promise<readonly DutiesOfKind[]> {
    const rows = await duties.by('kind');
    return rows.map(({ key: kind, assessed, currency }) => ({ kind, assessed: money(assessed, currency) }));
  }

  @ResolveField()
  async refundsByReason(@Parent() { duties }: Answer): Promise<readonly DutiesOfReason[]> {
    const rows = await duties.by('reason');
    return rows.map(({ key: reason, refunded, currency }) => ({
      reason,
      refunded: money(refunded, currency),
    }));
  }

  @ResolveField()
  async byOffice(@Parent() { duties }: Answer): Promise<readonly DutiesOfOffice[]> {
    const rows = await duties.by('office');
    return rows.map((row) => ({ office: row.key, ...toSums(row) }));
  }

  @ResolveField()
  async byFlow(@Parent() { duties }: Answer): Promise<readonly DutiesOfFlow[]> {
    const rows = await duties.by('flow');
    return rows.map((row) => ({ flow: row.key, ...toSums(row) }));
  }

  @ResolveField()
  async byMonth(@Parent() { duties }: Answer): Promise<readonly DutiesOfMonth[]> {
    const rows = await duties.by('month');
    return rows.map((row) => ({ month: row.key, ...toSums(row) }));
  }

  @ResolveField(() => DutyEntryConnection, {
    nullable: true,
    description:
      'Explains the figure: every assessment, payment and refund of it in the order of the ledger; what was assessed, what was paid and what was given back each sums to its own. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async entries(
    @Parent() { question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<DutyEntry>> {
    checkSeesEvents(caller);
    const rows = await session.read((manager) =>
      manager.query<DutyEntryRow[]>(DUTY_ENTRIES_SQL, [
        ...question,
        ...placeOf(LIST, page.after),
        page.first + 1,
      ]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position, line }) =>
      cursorOf(LIST, Number(position), line),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toEntry(node) })) };
  }

  @ResolveField(() => OutstandingDutyConnection, {
    nullable: true,
    description:
      'Explains `outstanding`: every declaration that was assessed in the months and of which something is yet to be paid, in the order in which they were assessed; those of one currency sum to it. Below 0 where, by `occurredUntil`, a payment had happened and the assessment that it is for had not. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async outstandingShares(
    @Parent() { question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<OutstandingDuty>> {
    checkSeesEvents(caller);
    const behind = [...question, ...placeOf(OUTSTANDING, page.after), page.first + 1];
    const rows = await session.read((manager) =>
      manager.query<OutstandingShareRow[]>(OUTSTANDING_SHARES_SQL, behind),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position, line }) =>
      cursorOf(OUTSTANDING, Number(position), line),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toOutstanding(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, question: [, ...rest] }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    return restated({ since, asOf, session }, RESTATED_DUTIES, (position) => [position, ...rest]);
  }
}

function toSums({ assessed, paid, refunded, currency }: DutySumRow) {
  return {
    assessed: money(assessed, currency),
    paid: money(paid, currency),
    refunded: money(refunded, currency),
  };
}

function toEntry(row: DutyEntryRow): DutyEntry {
  return {
    what: row.what,
    kind: row.kind,
    reason: row.reason,
    paymentReference: row.what === 'paid' ? row.reference : null,
    refundReference: row.what === 'refunded' ? row.reference : null,
    declarationId: row.declaration_id,
    office: row.office,
    flow: row.flow,
    day: row.day,
    amount: money(row.minor, row.currency),
    position: Number(row.position),
  };
}

function toOutstanding(row: OutstandingShareRow): OutstandingDuty {
  return {
    declarationId: row.declaration_id,
    office: row.office,
    flow: row.flow,
    day: row.day,
    assessed: money(row.assessed, row.currency),
    paid: money(row.paid, row.currency),
    outstanding: money(row.minor, row.currency),
    positions: row.positions.map(Number),
  };
}
