import type { EventDataOf } from '@corridor/contracts';
import type { AllocatedPart, Exchange, MatchedBy, SuspenseReason } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { listAtHead } from './list-at-head.js';
import { SettlementList } from './settlement-list.js';

/** What of the list is asked for. */
export interface ListFilter {
  /** Only this bank's; absent for all. */
  readonly bank?: string;
  readonly uetr?: string;
  readonly endToEndId?: string;
  /** Behind this position, 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

export interface ListedSettlement {
  readonly settlementId: string;
  readonly bank: string;
  /**
   * `booked` until the ledger has looked for what it pays, then `matched` where all of it pays something, else `suspended`; `held` while
   * a person has to look at its parties;
   * what was returned is no part of it, and `returned` where all of it was.
   */
  readonly status: 'booked' | 'held' | 'matched' | 'suspended' | 'returned';
  readonly account: string;
  readonly amount: MoneyJson;
  readonly unallocated: MoneyJson;
  readonly returned: MoneyJson;
  readonly references: EventDataOf<'SettlementBooked'>['references'];
  /** `YYYY-MM-DD`, as `valueDate`. */
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly debtorName?: string;
  readonly creditorName?: string;
  /** Why it waits, while it does. */
  readonly suspendedFor?: SuspenseReason;
  /** What of it may be one of a list is for operators: a bank knows since when a person looks, and not whom a list hit. */
  readonly held?: {
    readonly list?: string;
    readonly version?: string;
    readonly hits?: unknown[];
    readonly since: string;
  };
  readonly demo: boolean;
  /** Of the event that booked it. */
  readonly position: number;
  /** What it came to pay, as it did; what was returned stands with the return. */
  readonly matches: readonly ListedMatch[];
  /** Oldest first. */
  readonly returns: readonly ListedReturn[];
  /** The messages that told of it, oldest first. */
  readonly messages: readonly {
    readonly format: string;
    readonly messageId?: string;
    readonly position: number;
    readonly recordedAt: string;
  }[];
}

export interface ListedMatch extends AllocatedPart {
  readonly exchange?: Exchange;
  readonly by: MatchedBy;
  readonly score?: number;
  readonly grounds?: readonly string[];
  readonly reason?: string;
  /** A person took it back. */
  readonly unmatched?: { readonly reason: string; readonly position: number };
  readonly position: number;
}

export interface ListedReturn {
  readonly returnId: string;
  readonly amount: MoneyJson;
  readonly reason?: string;
  /** `YYYY-MM-DD`, as `valueDate`. */
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly references: EventDataOf<'SettlementReturned'>['references'];
  /** What of it paid something until then; the rest waited in suspense. */
  readonly takenBack: readonly AllocatedPart[];
  readonly format: string;
  readonly messageId?: string;
  readonly position: number;
}

export interface SettlementPage {
  readonly items: readonly ListedSettlement[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
}

/** Asks for a page of settlements, oldest first. */
export class ListRequest extends Query<SettlementPage> {
  constructor(readonly filter: ListFilter) {
    super();
  }
}

@QueryHandler(ListRequest)
export class ListHandler implements IQueryHandler<ListRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(SettlementList) private readonly list: SettlementList,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 503 `index-behind` where the list does not get to the head of the log in time. */
  async execute({ filter }: ListRequest): Promise<SettlementPage> {
    await listAtHead(this.list, this.store);
    const { text, values } = selectOf(filter);
    const { rows } = await this.parts.pool.query<ListRow>(text, [...values]);
    const items = rows.slice(0, filter.limit).map((row) => toListed(row, filter.bank !== undefined));
    const last = items.at(-1);
    return { items, ...(rows.length > filter.limit && last && { next: String(last.position) }) };
  }
}

interface ListRow {
  readonly settlement_id: string;
  readonly position: string;
  readonly bank: string;
  readonly account: string;
  readonly currency: string;
  readonly amount_minor: string;
  readonly unallocated_minor: string;
  readonly suspended: boolean;
  readonly suspended_for: SuspenseReason | null;
  readonly held: NonNullable<ListedSettlement['held']> | null;
  readonly released: boolean;
  readonly booked_on: string;
  readonly value_date: string;
  readonly payment_references: ListedSettlement['references'];
  readonly debtor_name: string | null;
  readonly creditor_name: string | null;
  readonly demo: boolean;
  readonly matches: readonly (Pick<
    ListedMatch,
    'obligationId' | 'invoiceId' | 'consignmentId' | 'position'
  > & {
    readonly amountMinor: string;
    readonly details: Pick<ListedMatch, 'settled' | 'by'> & Partial<ListedMatch>;
    readonly unmatched: NonNullable<ListedMatch['unmatched']> | null;
  })[];
  readonly returns: readonly (Omit<ListedReturn, 'amount' | 'reason' | 'messageId'> & {
    readonly amountMinor: string;
    readonly reason: string | null;
    readonly messageId: string | null;
  })[];
  readonly messages: readonly (Omit<ListedSettlement['messages'][number], 'messageId'> & {
    readonly messageId: string | null;
  })[];
}

/** One statement, so that a page is of one moment; only the conditions that are asked for, so that their index serves. */
function selectOf({ bank, uetr, endToEndId, after, limit }: ListFilter) {
  const values: unknown[] = [after, limit + 1];
  const conditions = ['s.position > $1'];
  for (const [column, value] of [
    ['bank', bank],
    ['uetr', uetr],
    ['end_to_end_id', endToEndId],
  ] as const) {
    if (value !== undefined) conditions.push(`s.${column} = $${values.push(value)}`);
  }
  const text = `SELECT s.settlement_id, s.position, s.bank, s.account, s.currency, s.amount_minor, s.unallocated_minor,
      s.suspended, s.suspended_for, s.held, s.released, s.booked_on::text, s.value_date::text, s.payment_references, s.debtor_name, s.creditor_name, s.demo,
      (SELECT coalesce(json_agg(json_build_object('obligationId', m.obligation_id, 'invoiceId', m.invoice_id,
          'consignmentId', m.consignment_id, 'amountMinor', m.amount_minor::text, 'details', m.details, 'unmatched', m.unmatched, 'position', m.position)
          ORDER BY m.position), '[]')
        FROM payments.settlement_matches m WHERE m.settlement_id = s.settlement_id) AS matches,
      (SELECT coalesce(json_agg(json_build_object('returnId', r.return_id, 'amountMinor', r.amount_minor::text,
          'reason', r.reason, 'bookedOn', r.booked_on, 'valueDate', r.value_date, 'references', r.payment_references,
          'takenBack', r.taken_back, 'format', r.format, 'messageId', r.message_id, 'position', r.position)
          ORDER BY r.position), '[]')
        FROM payments.settlement_returns r WHERE r.settlement_id = s.settlement_id) AS returns,
      (SELECT coalesce(json_agg(json_build_object('format', t.format, 'messageId', t.message_id, 'position', t.position,
          'recordedAt', to_char(t.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
          ORDER BY t.position), '[]')
        FROM payments.settlement_messages t WHERE t.settlement_id = s.settlement_id) AS messages
    FROM payments.settlements s WHERE ${conditions.join(' AND ')} ORDER BY s.position LIMIT $2`;
  return { text, values };
}

function toListed(row: ListRow, forBank: boolean): ListedSettlement {
  const money = (minor: string): MoneyJson => toMoneyJson({ minor: BigInt(minor), currency: row.currency });
  const returned = row.returns.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n).toString();
  return {
    settlementId: row.settlement_id,
    bank: row.bank,
    status: statusOf(row, returned),
    account: row.account,
    amount: money(row.amount_minor),
    unallocated: money(row.unallocated_minor),
    returned: money(returned),
    references: row.payment_references,
    bookedOn: row.booked_on,
    valueDate: row.value_date,
    ...(row.debtor_name !== null && { debtorName: row.debtor_name }),
    ...(row.creditor_name !== null && { creditorName: row.creditor_name }),
    demo: row.demo,
    position: Number(row.position),
    ...(row.suspended_for !== null && isWaiting(row) && { suspendedFor: row.suspended_for }),
    ...(row.held !== null && { held: forBank ? { since: row.held.since } : row.held }),
    matches: row.matches.map(({ amountMinor, details, unmatched, ...match }) => ({
      ...match,
      amount: money(amountMinor),
      ...details,
      ...(unmatched && { unmatched }),
    })),
    returns: row.returns.map(({ amountMinor, reason, messageId, ...back }) => ({
      ...back,
      amount: money(amountMinor),
      ...(reason !== null && { reason }),
      ...(messageId !== null && { messageId }),
    })),
    messages: row.messages.map(({ messageId, ...message }) => ({
      ...message,
      ...(messageId !== null && { messageId }),
    })),
  };
}

function isWaiting({ suspended, unallocated_minor }: ListRow): boolean {
  return suspended && unallocated_minor !== '0';
}

function statusOf(
  { amount_minor, unallocated_minor, suspended, held, released }: ListRow,
  returnedMinor: string,
): ListedSettlement['status'] {
  if (returnedMinor === amount_minor) return 'returned';
  if (held && !released) return 'held';
  if (unallocated_minor === '0') return 'matched';
  return suspended ? 'suspended' : 'booked';
}
