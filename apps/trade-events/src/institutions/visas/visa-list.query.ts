import type { KnownVisa, VisaStatus } from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

/** What of the list is asked for. */
export interface VisaFilter {
  readonly status?: VisaStatus;
  readonly delegationId?: string;
  /** Behind this application; absent for the beginning. */
  readonly after?: string;
  readonly limit: number;
}

export interface ListedVisa
  extends Pick<
    KnownVisa,
    | 'visaId'
    | 'firm'
    | 'purpose'
    | 'nationality'
    | 'destination'
    | 'intendedFrom'
    | 'intendedUntil'
    | 'delegationId'
    | 'caseId'
    | 'status'
  > {
  readonly consulate?: string;
  readonly submittedOn?: string;
  readonly decidedOn?: string;
  readonly daysTaken?: number;
  readonly demo: boolean;
}

export interface VisaPage {
  readonly items: readonly ListedVisa[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
  /** Every event up to this position is in the list. */
  readonly asOf: number;
}

/** Asks for a page of the applications that the caller may see, in the order of their ids. */
export class VisaListQuery extends Query<VisaPage> {
  constructor(
    readonly filter: VisaFilter,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(VisaListQuery)
export class VisaListQueryHandler implements IQueryHandler<VisaListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time. */
  async execute({ filter, caller }: VisaListQuery): Promise<VisaPage> {
    const { status, delegationId, after, limit } = filter;
    const { role, participant } = caller;
    // One statement, so that the page and its position are of one moment. What is null in JSON was not told.
    const { rows } = await this.parts.pool.query<{ as_of: string; item: ListedVisa | null }>(
      `SELECT p.position AS as_of, v.item FROM read.projection_status p LEFT JOIN LATERAL (
         SELECT visa_id, json_strip_nulls(json_build_object('visaId', visa_id, 'firm', firm, 'purpose', purpose,
           'nationality', nationality, 'destination', destination, 'intendedFrom', intended_from, 'intendedUntil', intended_until,
           'delegationId', delegation_id, 'caseId', case_id, 'status', status, 'consulate', consulate, 'submittedOn', submitted_on,
           'decidedOn', decided_on, 'daysTaken', days_taken, 'demo', demo)) AS item
         FROM read.visa_applications
         WHERE ($1::uuid IS NULL OR visa_id > $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR delegation_id = $3)
           AND ($4::text IS NULL OR firm = $4) AND ($5::text IS NULL OR consulate = $5)
         ORDER BY visa_id LIMIT $6
       ) v ON true WHERE p.name = 'visa-applications' ORDER BY v.visa_id`,
      [
        after ?? null,
        status ?? null,
        delegationId ?? null,
        role === 'trader' ? participant : null,
        role === 'consulate' ? participant : null,
        limit + 1,
      ],
    );
    const [first] = rows;
    if (!first) {
      const message =
        'The list of visa applications is being built for the first time. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const items = rows.slice(0, limit).flatMap(({ item }) => item ?? []);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.visaId }), asOf: Number(first.as_of) };
  }
}
