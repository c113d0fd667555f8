import type { FilledLedger } from './filled-ledger.js';

/** When a row of a test happened where it does not say. */
export const HAPPENED = '2026-03-30T00:00:00+05:00';

export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Posts an amount from one account to another, as an event at `position` does; totals are those behind it. */
export interface PostedLine {
  readonly position: number;
  readonly line: number;
  readonly account: string;
  readonly of?: string;
  readonly currency?: string;
  readonly demo?: boolean;
  readonly side: 'debit' | 'credit';
  readonly minor: number;
  readonly totals: readonly [debits: number, credits: number];
  readonly stream?: string;
}

export async function addPosting(ledger: FilledLedger, row: PostedLine): Promise<void> {
  const { of = 'demo-bank-karachi', currency = 'USD', demo = false, totals, stream, ...rest } = row;
  await ledger.insert('reporting.postings', {
    generation: 1,
    of,
    currency,
    ...rest,
    debits: totals[0],
    credits: totals[1],
    event_type: 'SettlementBooked',
    stream_id: stream ?? 'settlement-1',
    occurred_at: HAPPENED,
    demo,
  });
  await ledger.owner.query(
    `INSERT INTO reporting.accounts (generation, account, of, currency, demo, first_position) VALUES (1, $1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [row.account, of, currency, demo, row.position],
  );
}

export interface OwedRow {
  readonly id: number;
  readonly position: number;
  readonly minor: number;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly bank?: string;
  readonly currency?: string;
  readonly countries?: readonly [creditor: string, debtor: string];
}

export async function addObligation(ledger: FilledLedger, row: OwedRow): Promise<void> {
  const [creditor_country, debtor_country] = row.countries ?? ['PK', 'KZ'];
  const own = { generation: 1, position: row.position, occurred_at: HAPPENED };
  const invoice_id = idOf(row.id + 500_000);
  await ledger.insert('reporting.invoice_parties', { ...own, invoice_id, creditor_country, debtor_country });
  await ledger.insert('reporting.obligations', {
    ...own,
    obligation_id: idOf(row.id),
    invoice_id,
    consignment_id: idOf(1),
    creditor: 'demo-mills',
    debtor: 'demo-stores',
    creditor_bank: row.bank ?? 'demo-bank-karachi',
    method: 'open-account',
    currency: row.currency ?? 'USD',
    amount_minor: row.minor,
    terms_started_on: row.startedOn,
    due_on: row.dueOn,
    demo: false,
  });
}

export interface CreditRow {
  readonly id: number;
  readonly position: number;
  readonly minor: number;
  readonly valueDate: string;
  readonly from?: string;
  readonly currency?: string;
  readonly usdMinor?: number | null;
  readonly basis?: 'status-accc';
}

export async function addCredit(ledger: FilledLedger, row: CreditRow): Promise<void> {
  const { currency = 'USD', usdMinor = row.minor } = row;
  await ledger.insert('reporting.booked_credits', {
    generation: 1,
    settlement_id: idOf(row.id),
    position: row.position,
    occurred_at: HAPPENED,
    bank: 'demo-bank-karachi',
    basis: row.basis ?? 'booked-credit',
    debtor_agent: row.from ?? null,
    currency,
    amount_minor: row.minor,
    usd_minor: usdMinor,
    value_date: row.valueDate,
    demo: false,
  });
}

/** @param settled of the obligation; the amount where it is left out. */
export async function addFact(
  ledger: FilledLedger,
  [position, settlement, obligation, amount, settled = amount]: readonly [
    number,
    number,
    number,
    number,
    number?,
  ],
): Promise<void> {
  await ledger.insert('reporting.payment_facts', {
    generation: 1,
    position,
    occurred_at: HAPPENED,
    line: 1,
    kind: amount > 0 ? 'paid' : 'returned',
    settlement_id: idOf(settlement),
    obligation_id: idOf(obligation),
    amount_minor: amount,
    settled_minor: settled,
  });
}
