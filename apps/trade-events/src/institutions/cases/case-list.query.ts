import type { CaseKind, CaseLimit, CaseOutcome, CasePriority, CaseSubject } from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../../tokens.js';
import { seesAllFirms } from '../found.js';
import type { KnownCase } from './case-access.js';

/** What of the list is asked for. */
export interface CaseFilter {
  readonly status?: KnownCase['status'];
  readonly kind?: CaseKind;
  readonly assignee?: string;
  readonly escalated?: boolean;
  readonly overdue?: boolean;
  /** Position of the first event of the case that the page begins behind. */
  readonly after?: number;
  readonly limit: number;
}

export interface CaseItem {
  readonly caseId: string;
  readonly status: KnownCase['status'];
  readonly kind: CaseKind;
  readonly subject: CaseSubject;
  readonly firms: readonly string[];
  readonly priority?: CasePriority;
  readonly assignee?: string;
  readonly openedAt?: string;
  readonly answerBy?: string;
  readonly resolveBy?: string;
  readonly missed: readonly CaseLimit[];
  readonly escalated: boolean;
  readonly outcome?: CaseOutcome;
  readonly reopenings: number;
  readonly demo: boolean;
}

export interface CasePage {
  readonly items: readonly CaseItem[];
  readonly next?: number;
  readonly asOf: number;
}

/** Asks for a page of cases, oldest first. */
export class CaseListQuery extends Query<CasePage> {
  constructor(
    readonly filter: CaseFilter,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface ListRow {
  readonly as_of: string;
  readonly case_id: string | null;
  readonly first_position: string;
  readonly status: KnownCase['status'];
  readonly kind: CaseKind;
  readonly subject: CaseSubject;
  readonly firms: readonly string[];
  readonly priority: CasePriority | null;
  readonly assignee: string | null;
  readonly opened_at: string | null;
  readonly answer_by: string | null;
  readonly resolve_by: string | null;
  readonly missed: readonly CaseLimit[];
  readonly escalated: boolean;
  readonly outcome: CaseOutcome | null;
  readonly reopenings: number;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(CaseListQuery)
export class CaseListQueryHandler implements IQueryHandler<CaseListQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time. */
  async execute({ filter, caller }: CaseListQuery): Promise<CasePage> {
    const { status, kind, assignee, escalated, overdue, after, limit } = filter;
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<ListRow>(
      `SELECT p.position AS as_of, c.* FROM read.projection_status p LEFT JOIN LATERAL (
         SELECT case_id, first_position, status, kind, subject, firms, priority, assignee, opened_at, answer_by, resolve_by,
           missed, escalated, outcome, reopenings, demo
         FROM read.cases
         WHERE first_position > $1 AND ($2::text IS NULL AND status NOT IN ('foreseen', 'averted') OR status = $2)
           AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR assignee = $4) AND ($5::boolean IS NULL OR escalated = $5)
           AND ($6::boolean IS NULL OR $6 = (status NOT IN ('resolved', 'averted')
             AND (cardinality(missed) > 0 OR coalesce(next_limit_at < $7::timestamptz, false))))
           AND ($8::text IS NULL OR participants @> ARRAY[$8::text])
         ORDER BY first_position LIMIT $9
       ) c ON true WHERE p.name = 'cases' ORDER BY c.first_position`,
      [
        after ?? 0,
        status ?? null,
        kind ?? null,
        assignee ?? null,
        escalated ?? null,
        overdue ?? null,
        new Date(this.now()).toISOString(),
        seesAllFirms(caller) ? null : caller.participant,
        limit + 1,
      ],
    );
    const [first] = rows;
    if (!first) {
      const message = 'The list of cases is being built for the first time. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.flatMap((row) => (row.case_id === null ? [] : [itemOf(row.case_id, row)])),
      ...(rows.length > limit && last && { next: Number(last.first_position) }),
      asOf: Number(first.as_of),
    };
  }
}

function itemOf(caseId: string, row: ListRow): CaseItem {
  const { status, kind, subject, firms, missed, escalated, reopenings, demo } = row;
  return {
    caseId,
    status,
    kind,
    subject,
    firms,
    ...(row.priority !== null && { priority: row.priority }),
    ...(row.assignee !== null && { assignee: row.assignee }),
    ...(row.opened_at !== null && { openedAt: row.opened_at }),
    ...(row.answer_by !== null && { answerBy: row.answer_by }),
    ...(row.resolve_by !== null && { resolveBy: row.resolve_by }),
    missed,
    escalated,
    ...(row.outcome !== null && { outcome: row.outcome }),
    reopenings,
    demo,
  };
}
