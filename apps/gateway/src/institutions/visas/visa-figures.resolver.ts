import type { Caller } from '@corridor/nest-kit';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { seesAllFirms } from '../../access/rights.js';
import { checkMonths } from '../../calendar/asked-months.js';
import { localDayOf } from '../../calendar/local-day.js';
import { firstDay, lastDay } from '../../calendar/month.js';
import { MonthsArgs } from '../../calendar/months.types.js';
import { fieldError } from '../../graphql/errors.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { instantOf } from '../../ledger/log.js';
import type { ReadSession } from '../../read/read-session.js';
import { visaFiguresFigure } from './visa-figures.figure.js';
import { monthsOf } from './visa-figures.js';
import {
  RELEASED_VISA_FIGURES_SQL,
  VISA_APPLICATIONS_SQL,
  VISA_DELAYS_SQL,
  VISA_FIGURES_SQL,
  type VisaApplicationRow,
  type VisaDelayRow,
  type VisaFiguresRow,
} from './visa-figures.sql.js';
import {
  type DelayedDelegation,
  DelayedDelegationConnection,
  type VisaApplication,
  VisaApplicationConnection,
  VisaApplicationsArgs,
  VisaFigures,
  type VisaMonth,
} from './visa-figures.types.js';

/** Who sees single applications, and figures of however few. */
const APPLICATIONS = 'visa-application';
const DELAYS = 'delayed-delegation';

/** An answer under way, of which fields are read when they are asked for. */
interface AskedVisas {
  readonly from: string;
  readonly to: string;
  readonly asOf: number;
  readonly caller: Caller;
  readonly session: ReadSession;
}

@LedgerResolver(() => VisaFigures)
export class VisaFiguresResolver {
  @Query(() => VisaFigures, {
    nullable: true,
    description: `${visaFiguresFigure.question} For the Commission, the Business Council, reporters and operators as the ledger stands; for everybody else each month once, as the ledger had it at the end of the next one, and nothing that shows what became of one application.`,
  })
  async visaFigures(
    @Args() { from, to, ...asked }: MonthsArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<AskedVisas> {
    checkMonths(from, to);
    return {
      from,
      to,
      asOf: await readModels.asOf(asked, 'visa-applications', 'engagements'),
      caller,
      session,
    };
  }

  @ResolveField()
  async months(@Parent() answer: AskedVisas): Promise<VisaMonth[]> {
    if (seesAllFirms(answer.caller)) {
      return monthsOf(await readVisas<VisaFiguresRow>(answer, VISA_FIGURES_SQL), false);
    }
    const instant = (await instantOf(answer.session, answer.asOf)) ?? null;
    return monthsOf(await readVisas<VisaFiguresRow>(answer, RELEASED_VISA_FIGURES_SQL, [instant]), true);
  }

  @ResolveField(() => VisaApplicationConnection, {
    nullable: true,
    description:
      'Explains the figures: every application that they count, in the order of the ledger, with its events.',
  })
  async applications(
    @Parent() answer: AskedVisas,
    @Args() { nationality = null, destination = null, ...page }: VisaApplicationsArgs,
  ): Promise<Connection<VisaApplication>> {
    checkSeesApplications(answer.caller);
    const after = positionOf(APPLICATIONS, page.after) ?? 0;
    const more = [after, page.first + 1, nationality, destination];
    const rows = await readVisas<VisaApplicationRow>(answer, VISA_APPLICATIONS_SQL, more);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) =>
      cursorOf(APPLICATIONS, Number(position)),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toApplication(node) })) };
  }

  @ResolveField(() => DelayedDelegationConnection, {
    nullable: true,
    description:
      'Which delegations that begin in these months were held up: applications that were decided behind its first day, or are still open behind it. One that was called off is not held up.',
  })
  async delayedDelegations(
    @Parent() answer: AskedVisas,
    @Args() page: PageArgs,
  ): Promise<Connection<DelayedDelegation>> {
    checkSeesApplications(answer.caller);
    const after = positionOf(DELAYS, page.after) ?? 0;
    const instant = await instantOf(answer.session, answer.asOf);
    // By the clock of Pakistan, which is that of Kazakhstan, too.
    const today = instant === undefined ? null : localDayOf('PK', instant);
    const rows = await readVisas<VisaDelayRow>(answer, VISA_DELAYS_SQL, [after, page.first + 1, today]);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(DELAYS, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toDelay(node) })) };
  }
}

/** Reads rows as of the answer's position, $1, and of its days, $2 to $3. */
function readVisas<Row>(
  { session, asOf, from, to }: AskedVisas,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [asOf, firstDay(from), lastDay(to), ...more]));
}

/** @throws GraphQLError `FORBIDDEN` for whom single applications are no business of. */
function checkSeesApplications(caller: Caller): void {
  if (seesAllFirms(caller)) return;
  throw fieldError(
    'FORBIDDEN',
    `Single applications are for the Commission, the Business Council, reporters and operators; your key is of a ${caller.role}. The figures are open to you.`,
  );
}

function toApplication(row: VisaApplicationRow): VisaApplication {
  return {
    visaId: row.visa_id,
    month: row.month,
    submittedOn: row.submitted_on,
    nationality: row.nationality,
    destination: row.destination,
    outcome: row.outcome,
    refusedFor: row.reason,
    daysTaken: row.days_taken,
    positions: row.positions.map(Number),
  };
}

function toDelay(row: VisaDelayRow): DelayedDelegation {
  return {
    delegationId: row.delegation_id,
    visaId: row.visa_id,
    nationality: row.nationality,
    destination: row.destination,
    startsOn: row.starts_on,
    intendedFrom: row.intended_from,
    decidedOn: row.decided_on,
    daysLate: row.days_late,
    positions: row.positions.map(Number),
  };
}
