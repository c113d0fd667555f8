import type { FilledLedger } from './filled-ledger.js';

export const consignmentId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export interface ConsignmentRow {
  readonly number: number;
  readonly status?: string;
  readonly participants?: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Declares a consignment in the log and in the read model, and returns the position. */
export async function addConsignment(ledger: FilledLedger, row: ConsignmentRow): Promise<number> {
  const {
    number,
    status = 'declared',
    participants = ['demo-textiles-faisalabad', 'demo-trading-almaty'],
  } = row;
  const id = consignmentId(number);
  const position = await addHistory(ledger, number, { type: 'ConsignmentDeclared', participants });
  await ledger.insert('reporting.consignments', {
    generation: 1,
    consignment_id: id,
    status,
    exporter_id: 'demo-textiles-faisalabad',
    exporter_name: 'Faisalabad Textiles',
    exporter_country: 'PK',
    importer_id: 'demo-trading-almaty',
    importer_name: 'Almaty Trading',
    importer_country: 'KZ',
    origin: 'PKLYP',
    destination: 'KZALA',
    incoterm_rule: 'FCA',
    incoterm_place: 'Faisalabad',
    lines: JSON.stringify([
      {
        lineNumber: 1,
        hs6: '620342',
        description: 'Cotton trousers',
        countryOfOrigin: 'PK',
        netMassKg: '1200.5',
        quantity: '3000',
        unit: 'NAR',
        value: { amount: '25000.00', currency: 'USD' },
      },
    ]),
    declared_at: '2026-03-01T10:00:00.5+05:00',
    open_holds: 0,
    participants,
    demo: false,
    first_position: position,
    last_position: position,
    ...row.more,
  });
  return position;
}

/** Appends an event that tells of a consignment, and returns its position. */
export async function addHistory(
  ledger: FilledLedger,
  number: number,
  event: { readonly type: string; readonly participants: readonly string[]; readonly data?: unknown },
): Promise<number> {
  const position = await ledger.event({
    ...event,
    actor: 'trader:demo-textiles-faisalabad',
    occurredAt: '2026-03-01T10:00:00.5+05:00',
  });
  const consignment_id = consignmentId(number);
  await ledger.insert('reporting.consignment_events', { generation: 1, consignment_id, position });
  return position;
}

export interface InvoiceRow {
  readonly consignment: number;
  readonly number: string;
  readonly currency?: string;
  readonly amount: bigint;
  readonly paid?: bigint;
  readonly participants: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

export function addInvoice(ledger: FilledLedger, row: InvoiceRow): Promise<void> {
  return ledger.insert('reporting.invoices', {
    generation: 1,
    invoice_id: crypto.randomUUID(),
    consignment_id: consignmentId(row.consignment),
    invoice_number: row.number,
    creditor_id: 'demo-textiles-faisalabad',
    debtor_id: 'demo-trading-almaty',
    creditor_bank: 'demo-bank-karachi',
    currency: row.currency ?? 'USD',
    amount_minor: row.amount,
    paid_minor: row.paid ?? 0n,
    terms_trigger: 'import-clearance',
    terms_days: 30,
    issued_on: '2026-03-02',
    participants: row.participants,
    demo: false,
    last_position: 1,
    ...row.more,
  });
}
