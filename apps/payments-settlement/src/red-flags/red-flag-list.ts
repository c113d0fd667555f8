import {
  type FlagKind,
  type FlagSubject,
  type KnownFlag,
  legalForRedFlag,
  type RedFlagCommand,
} from '@corridor/domain';
import type pg from 'pg';
import { pageAt } from '../requests/page-query.js';
import type { Supervision } from '../supervision/supervision.js';

const PLACE = /^[1-9]\d{0,15}$/;

/** What of the work list is asked for. */
export interface RedFlagFilter {
  /** Only those that concern this bank, and of other banks nothing; absent for all. */
  readonly bank?: string;
  readonly kind?: FlagKind;
  readonly status?: KnownFlag['status'];
  readonly flagId?: string;
  readonly after?: string;
  readonly limit: number;
}

export interface RedFlagItem {
  readonly flagId: string;
  readonly kind: FlagKind;
  readonly status: KnownFlag['status'];
  readonly subject: FlagSubject;
  readonly reason: string;
  readonly evidence: readonly number[];
  readonly banks: readonly string[];
  readonly assignee?: string;
  readonly outcome?: string;
  readonly raisedAt: string;
  readonly legalNow: readonly RedFlagCommand['type'][];
  readonly demo: boolean;
  readonly position: number;
}

export interface RedFlagPage {
  readonly items: readonly RedFlagItem[];
  readonly next?: string;
}

interface Row {
  readonly flag_id: string;
  readonly kind: FlagKind;
  readonly status: KnownFlag['status'];
  readonly subject: FlagSubject;
  readonly consignment_ids: readonly string[];
  readonly credit_ids: readonly string[];
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly banks: readonly string[];
  readonly assignee: string | null;
  readonly outcome: string | null;
  readonly raised_at: string;
  readonly position: string;
  readonly demo: boolean;
}

/** Flags, oldest first. */
export class RedFlagList {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly supervision: Pick<Supervision, 'atHead'>,
  ) {}

  /** @throws Rejection `page-unknown`; ProblemError 503 `index-behind`. */
  async page({ bank, kind, status, flagId, after, limit }: RedFlagFilter): Promise<RedFlagPage> {
    const [place] = pageAt(after, PLACE) ?? [];
    await this.supervision.atHead();
    const { rows } = await this.pool.query<Row>({
      name: 'red-flag-list',
      // A bank that an invoice told of later is concerned, too. An invoice that is paid to another is none of its business.
      text: `SELECT f.flag_id, f.kind, f.status, f.subject, f.consignment_ids::text[], f.credit_ids::text[], f.reason,
          ARRAY(SELECT e::text FROM unnest(f.evidence) WITH ORDINALITY AS e(e, place) WHERE $1::text IS NULL
            OR NOT EXISTS (SELECT FROM payments.invoiced_goods i WHERE i.position = e AND i.creditor_bank <> $1) ORDER BY place) AS evidence,
          CASE WHEN $1::text IS NULL THEN ARRAY(SELECT DISTINCT b COLLATE "C" AS b FROM (SELECT unnest(f.banks) AS b
              UNION ALL SELECT i.creditor_bank FROM payments.invoiced_goods i WHERE i.consignment_id = ANY (f.consignment_ids)) x ORDER BY b)
            ELSE ARRAY[$1::text] END AS banks,
          f.assignee, f.outcome, f.raised_at, f.position, f.demo
        FROM payments.red_flags f
        WHERE ($1::text IS NULL OR $1 = ANY (f.banks) OR EXISTS (SELECT FROM payments.invoiced_goods i
            WHERE i.consignment_id = ANY (f.consignment_ids) AND i.creditor_bank = $1))
          AND ($2::text IS NULL OR f.kind = $2) AND ($3::text IS NULL OR f.status = $3)
          AND ($4::uuid IS NULL OR f.flag_id = $4) AND ($5::bigint IS NULL OR f.position > $5)
        ORDER BY f.position LIMIT $6`,
      values: [bank ?? null, kind ?? null, status ?? null, flagId ?? null, place ?? null, limit + 1],
    });
    const items = rows.slice(0, limit).map(itemOf);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: String(last.position) }) };
  }
}

function itemOf(row: Row): RedFlagItem {
  const { status } = row;
  return {
    flagId: row.flag_id,
    kind: row.kind,
    status,
    subject: {
      ...row.subject,
      consignmentIds: row.consignment_ids,
      ...(row.credit_ids.length > 0 && { letterOfCreditIds: row.credit_ids }),
    },
    reason: row.reason,
    evidence: row.evidence.map(Number),
    banks: row.banks,
    ...(row.assignee !== null && { assignee: row.assignee }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    raisedAt: row.raised_at,
    legalNow: legalForRedFlag({ status }).filter((type) => type !== 'RaiseRedFlag'),
    demo: row.demo,
    position: Number(row.position),
  };
}
