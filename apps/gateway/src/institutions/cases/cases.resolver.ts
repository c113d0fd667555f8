import type { Caller } from '@corridor/nest-kit';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { seesAllFirms } from '../../access/rights.js';
import { checkMonths } from '../../calendar/asked-months.js';
import { firstDay, lastDay } from '../../calendar/month.js';
import { MonthsArgs } from '../../calendar/months.types.js';
import { fieldError } from '../../graphql/errors.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import type { AsOf } from '../../holds/held-as-of.js';
import type { ReadSession } from '../../read/read-session.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { casesFigure } from './cases.figure.js';
import {
  AGE_BANDS,
  CASE_AGES_SQL,
  CASE_MONTHS_SQL,
  CASE_SHARES_SQL,
  CASE_TIMES_SQL,
  type CaseAgeRow,
  type CaseMonthRow,
  type CaseShareRow,
  type CaseTimeRow,
} from './cases.sql.js';
import {
  type CaseShare,
  CaseShareConnection,
  type CaseSpeed,
  type CasesOfMonth,
  CasesOfMonths,
  type CaseTime,
  type OpenCases,
} from './cases.types.js';

const LIST = 'case-share';
const HOUR_MS = '3600000';

/** The answer under way: its fields are read when they are asked for. */
interface Answer {
  readonly from: string;
  readonly to: string;
  readonly asOf: number;
  readonly instant: AsOf;
  readonly session: ReadSession;
}

@LedgerResolver(() => CasesOfMonths)
export class CasesResolver {
  @Query(() => CasesOfMonths, {
    nullable: true,
    description: casesFigure.question,
  })
  async cases(
    @Args() { from, to, ...asked }: MonthsArgs,
    @Context() { session, readModels, holds }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const instant = await holds.asOf(await readModels.asOf(asked, 'cases'));
    return { from, to, asOf: instant.position, instant, session };
  }

  @ResolveField()
  byMonth(@Parent() answer: Answer): Promise<readonly CasesOfMonth[]> {
    return read<CaseMonthRow>(answer, CASE_MONTHS_SQL, daysOf(answer));
  }

  @ResolveField()
  async speed(@Parent() answer: Answer): Promise<readonly CaseSpeed[]> {
    const rows = await read<CaseTimeRow>(answer, CASE_TIMES_SQL, daysOf(answer));
    const kinds = ['', ...new Set(rows.map(({ kind }) => kind).filter((kind) => kind !== ''))];
    const timeOf = (kind: string, step: CaseTimeRow['step']) =>
      toTime(rows.find((row) => row.kind === kind && row.step === step));
    return kinds.map((kind) => ({
      kind: kind === '' ? null : kind,
      answer: timeOf(kind, 'answer'),
      resolve: timeOf(kind, 'resolve'),
    }));
  }

  @ResolveField()
  async openByAge(@Parent() answer: Answer): Promise<readonly OpenCases[]> {
    // Before the first event nothing is open.
    const rows = await read<CaseAgeRow>(answer, CASE_AGES_SQL, [answer.instant.ms ?? 0]);
    return AGE_BANDS.map((days) => ({ days, cases: rows.find(({ band }) => band === days)?.cases ?? 0 }));
  }

  @ResolveField(() => CaseShareConnection, {
    nullable: true,
    description:
      'Explains the figures: every case that adds to them or is open, in the order in which they were opened, with its events. For reporters, operators, the Commission and the Business Council.',
  })
  async list(
    @Parent() answer: Answer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<CaseShare>> {
    checkSeesCases(caller);
    const after = positionOf(LIST, page.after) ?? 0;
    const more = [...daysOf(answer), after, page.first + 1];
    const rows = await read<CaseShareRow>(answer, CASE_SHARES_SQL, more);
    const { edges, pageInfo } = pageOf(rows, page, (row) => cursorOf(LIST, Number(row.opened_position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }
}

/** @throws GraphQLError `FORBIDDEN` for all who see only the cases that they take part in. */
function checkSeesCases(caller: Caller): void {
  if (seesAllFirms(caller)) return;
  throw fieldError(
    'FORBIDDEN',
    `Single cases are for reporters, operators, the Commission and the Business Council; your key is of a ${caller.role}: GET /v1/cases has those that you take part in.`,
  );
}

/** Reads rows as of the answer's position, which is $1. */
function read<Row>(
  { session, asOf }: Answer,
  sql: string,
  more: readonly unknown[],
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [asOf, ...more]));
}

function daysOf({ from, to }: Answer): readonly unknown[] {
  return [firstDay(from), lastDay(to)];
}

function toTime(row: CaseTimeRow | undefined): CaseTime {
  const { n = 0, p50_ms = null, p90_ms = null, in_time = 0 } = row ?? {};
  const hours = (ms: string | null) => (ms === null ? null : ratioOf(ms, HOUR_MS, 2));
  return {
    n,
    p50Hours: hours(p50_ms),
    p90Hours: hours(p90_ms),
    inTime: in_time,
    shareInTime: ratioOf(String(in_time), String(n), 4),
  };
}

function toShare(row: CaseShareRow): CaseShare {
  const { kind, opened, reopened, resolved, escalated } = row;
  return {
    caseId: row.case_id,
    kind,
    opened,
    reopened,
    resolved,
    escalated,
    isOpen: row.is_open,
    positions: row.positions.map(Number),
  };
}
