import type { SuspenseReason } from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import {
  type MessageRow,
  messagesOf,
  PAYMENT_OF_SETTLEMENT,
  SETTLEMENTS_OF_PAYMENT,
  toldMessageOf,
} from '../payments/payment-links.js';
import type { ListedMatch, ListedPayment, ListedReturn, ListedSettlement, ListFilter } from './listed.js';
import { takenBackOf } from './taken-back.js';

/** A page's row: a settlement with its payment, or a payment alone. */
export type ListRow = SettlementRow | PaymentRow;

interface PaymentRow {
  readonly settlement_id: null;
  readonly payment_id: string;
  readonly position: string;
  readonly bank: string;
  readonly uetr: string | null;
  readonly end_to_end_id: string | null;
  readonly messages: readonly MessageRow[];
}

interface SettlementRow {
  readonly settlement_id: string;
  readonly payment_id: string | null;
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
  readonly messages: readonly MessageRow[];
}

/** One statement, so that a page is of one moment; only the conditions that are asked for, so that their index serves. */
export function selectOf({ bank, uetr, endToEndId, after, limit }: ListFilter) {
  const values: unknown[] = [after, limit + 1];
  const numbered = (
    [
      ['bank', bank],
      ['uetr', uetr],
      ['end_to_end_id', endToEndId],
    ] as const
  ).flatMap(([column, value]) => (value === undefined ? [] : [[column, values.push(value)] as const]));
  const asked = (alias: string): string =>
    numbered.map(([column, index]) => `${alias}.${column} = $${index}`).join(' AND ') || 'true';
  const isByReference = uetr !== undefined || endToEndId !== undefined;
  const text = `WITH page AS (${isByReference ? byReference(asked) : all(asked)})
    SELECT i.position, i.settlement_id, i.payment_id, coalesce(s.bank, u.bank) AS bank, u.uetr, u.end_to_end_id,
      s.account, s.currency, s.amount_minor, s.unallocated_minor,
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
      ${messagesOf('i.payment_id', 'i.settlement_id')} AS messages
    FROM page i LEFT JOIN payments.settlements s USING (settlement_id) LEFT JOIN payments.payments u USING (payment_id)
    ORDER BY i.position`;
  return { text, values };
}

type Asked = (alias: string) => string;

/** Settlements, each with its payment. */
function all(asked: Asked): string {
  return `SELECT s.position, s.settlement_id, (${PAYMENT_OF_SETTLEMENT}) AS payment_id FROM payments.settlements s
    WHERE s.position > $1 AND ${asked('s')} ORDER BY s.position LIMIT $2`;
}

/** Settlements that have the references, or whose payment has; and payments that have them and no settlement. */
function byReference(asked: Asked): string {
  return `SELECT * FROM (
      SELECT s.position, s.settlement_id, (${PAYMENT_OF_SETTLEMENT}) AS payment_id FROM payments.settlements s
        WHERE s.settlement_id IN (
          SELECT o.settlement_id FROM payments.settlements o WHERE ${asked('o')}
          UNION
          SELECT l.settlement_id FROM payments.payments p, LATERAL (${SETTLEMENTS_OF_PAYMENT}) l WHERE ${asked('p')})
      UNION ALL
      SELECT p.position, NULL, p.payment_id FROM payments.payments p
        WHERE ${asked('p')} AND NOT EXISTS (${SETTLEMENTS_OF_PAYMENT})
    ) found WHERE position > $1 ORDER BY position LIMIT $2`;
}

/** @param isForBank a bank is not told by what a settlement is held. */
export function toItem(row: ListRow, isForBank: boolean): ListedSettlement | ListedPayment {
  return row.settlement_id === null ? toPayment(row) : toSettlement(row, isForBank);
}

function toPayment(row: PaymentRow): ListedPayment {
  const { payment_id, bank, uetr, end_to_end_id, position, messages } = row;
  return {
    paymentId: payment_id,
    bank,
    references: {
      ...(end_to_end_id !== null && { endToEndId: end_to_end_id }),
      ...(uetr !== null && { uetr }),
      remittance: remittanceOf(messages),
    },
    position: Number(position),
    messages: messages.map(toldMessageOf),
  };
}

/** What banks settle goes before what a customer ordered; of several of a kind, the first: so it is booked, too. */
function remittanceOf(messages: readonly MessageRow[]): string[] {
  const instructions = messages.filter(({ type }) => type === 'PaymentInstructed');
  const settled = instructions.find(({ format }) => !format.startsWith('pain.'));
  return [...((settled ?? instructions[0])?.told.remittance ?? [])];
}

function toSettlement(row: SettlementRow, isForBank: boolean): ListedSettlement {
  const money = (minor: string): MoneyJson => toMoneyJson({ minor: BigInt(minor), currency: row.currency });
  const takenBack = takenBackOf(row.matches, row.returns, row.currency);
  const returned = row.returns.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n).toString();
  return {
    settlementId: row.settlement_id,
    ...(row.payment_id !== null && { paymentId: row.payment_id }),
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
    ...(row.held !== null && { held: isForBank ? { since: row.held.since } : row.held }),
    matches: row.matches.map((matched) => {
      const { amountMinor, details, unmatched, ...match } = matched;
      const back = takenBack.get(matched);
      return {
        ...match,
        amount: money(amountMinor),
        ...details,
        ...(unmatched && { unmatched }),
        ...(back && { takenBack: back }),
      };
    }),
    returns: row.returns.map(({ amountMinor, reason, messageId, ...back }) => ({
      ...back,
      amount: money(amountMinor),
      ...(reason !== null && { reason }),
      ...(messageId !== null && { messageId }),
    })),
    messages: row.messages.map(toldMessageOf),
  };
}

function isWaiting({ suspended, unallocated_minor }: SettlementRow): boolean {
  return suspended && unallocated_minor !== '0';
}

function statusOf(
  { amount_minor, unallocated_minor, suspended, held, released }: SettlementRow,
  returnedMinor: string,
): ListedSettlement['status'] {
  if (returnedMinor === amount_minor) return 'returned';
  if (held && !released) return 'held';
  if (unallocated_minor === '0') return 'matched';
  return suspended ? 'suspended' : 'booked';
}
