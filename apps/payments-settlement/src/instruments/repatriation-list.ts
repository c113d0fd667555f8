import { INSTRUMENT_KINDS, type InstrumentKind } from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import type pg from 'pg';
import { pageAt } from '../requests/page-query.js';
import type { Supervision } from '../supervision/supervision.js';
import { todayOf } from './overdue-proceeds.js';

const DAY_MS = 86_400_000;
const PLACE = /^(\d{4}-\d{2}-\d{2})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What of the work list is asked for. */
export interface RepatriationFilter {
  /** Only those that this bank follows, or this trader holds; both absent for all. */
  readonly bank?: string;
  readonly holder?: string;
  /** What is due later than so many days from today is left out. */
  readonly dueWithinDays?: number;
  readonly overdueOnly: boolean;
  readonly after?: string;
  readonly limit: number;
}

export interface RepatriationItem {
  readonly instrumentId: string;
  readonly kind: InstrumentKind;
  readonly number: string;
  readonly holder: string;
  readonly holderName: string;
  readonly bank: string;
  readonly amount: MoneyJson;
  readonly outstanding: MoneyJson;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly daysLeft?: number;
  readonly daysOverdue?: number;
  readonly demo: boolean;
}

export interface RepatriationPage {
  readonly items: readonly RepatriationItem[];
  readonly next?: string;
}

interface Row {
  readonly instrument_id: string;
  readonly kind: InstrumentKind;
  readonly number: string;
  readonly holder: string;
  readonly holder_name: string;
  readonly bank: string;
  readonly currency: string;
  readonly amount_minor: string;
  readonly open_minor: string;
  readonly started_on: string;
  readonly due_on: string;
  readonly demo: boolean;
}

/** What has to come home, the most urgent first: what is overdue longest, then what is due soonest. */
export class RepatriationList {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly supervision: Pick<Supervision, 'atHead'>,
  ) {}

  /**
   * @param at RFC 3339: the days that it is at this instant count.
   * @throws Rejection `page-unknown`; ProblemError 503 `index-behind`.
   */
  async page(filter: RepatriationFilter, at: string): Promise<RepatriationPage> {
    const { bank, holder, dueWithinDays, overdueOnly, after, limit } = filter;
    const place = pageAt(after, PLACE);
    await this.supervision.atHead();
    const { rows } = await this.pool.query<Row>({
      name: 'repatriation-list',
      text: `SELECT i.instrument_id, i.kind, i.number, i.holder, i.holder_name, i.bank, i.currency, i.amount_minor, i.open_minor,
          i.started_on::text, i.due_on::text, i.demo
        FROM payments.instruments i JOIN unnest($1::text[], $2::date[]) AS d(kind, today) USING (kind)
        WHERE i.status = 'open' AND i.due_on IS NOT NULL
          AND ($3::text IS NULL OR i.bank = $3) AND ($4::text IS NULL OR i.holder = $4)
          AND ($5::integer IS NULL OR i.due_on <= d.today + $5) AND (NOT $6 OR i.due_on < d.today)
          AND ($7::date IS NULL OR (i.due_on, i.instrument_id) > ($7::date, $8::uuid))
        ORDER BY i.due_on, i.instrument_id LIMIT $9`,
      values: [
        INSTRUMENT_KINDS,
        INSTRUMENT_KINDS.map((kind) => todayOf(kind, at)),
        bank ?? null,
        holder ?? null,
        dueWithinDays ?? null,
        overdueOnly,
        place?.[1] ?? null,
        place?.[2] ?? null,
        limit + 1,
      ],
    });
    const items = rows.slice(0, limit).map((row) => itemOf(row, todayOf(row.kind, at)));
    const last = items.at(-1);
    return {
      items,
      ...(rows.length > limit && last && { next: `${last.dueOn}~${last.instrumentId}` }),
    };
  }
}

function itemOf(row: Row, today: string): RepatriationItem {
  const money = (minor: string) => toMoneyJson({ minor: BigInt(minor), currency: row.currency });
  const days = (Date.parse(row.due_on) - Date.parse(today)) / DAY_MS;
  return {
    instrumentId: row.instrument_id,
    kind: row.kind,
    number: row.number,
    holder: row.holder,
    holderName: row.holder_name,
    bank: row.bank,
    amount: money(row.amount_minor),
    outstanding: money(row.open_minor),
    startedOn: row.started_on,
    dueOn: row.due_on,
    ...(days < 0 ? { daysOverdue: -days } : { daysLeft: days }),
    demo: row.demo,
  };
}
