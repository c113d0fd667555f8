import type { FilledLedger } from './filled-ledger.js';
import { idOf } from './payment-rows.js';

export const serviceContractId = (number: number): string => idOf(700_000 + number);
export const creditId = (number: number): string => idOf(800_000 + number);

/** A contract of services as a row of `reporting.service_contracts`: of software of PK for KZ, where it is not said otherwise. */
export function addServiceContract(
  ledger: Pick<FilledLedger, 'insert'>,
  row: {
    readonly of: number;
    readonly position: number;
    readonly at: string;
    readonly service?: string;
    readonly from?: string;
    readonly to?: string;
  },
): Promise<void> {
  const { of, position, at, service = 'SI21', from = 'PK', to = 'KZ' } = row;
  const party = (name: string, country: string) => ({ participantId: name, name, country });
  return ledger.insert('reporting.service_contracts', {
    generation: 1,
    service_contract_id: serviceContractId(of),
    position,
    occurred_at: at,
    agreed_at: at,
    contract_number: String(of),
    provider: party('demo-soft', from),
    customer: party('demo-stores', to),
    provider_id: 'demo-soft',
    customer_id: 'demo-stores',
    provider_country: from,
    customer_country: to,
    provider_bank: 'demo-bank-karachi',
    terms: { subject: 'x' },
    service,
    service_now: service,
    status: 'running',
    demo: false,
  });
}

/** @param service null where it was registered by mistake */
export function addServiceContractChange(
  ledger: Pick<FilledLedger, 'insert'>,
  of: number,
  position: number,
  at: string,
  service: string | null,
): Promise<void> {
  return ledger.insert('reporting.service_contract_changes', {
    generation: 1,
    position,
    service_contract_id: serviceContractId(of),
    occurred_at: at,
    service,
  });
}

export interface ServicePaymentKnown {
  readonly under: number;
  readonly credit: number;
  readonly position: number;
  readonly at: string;
  readonly valueDate: string;
  /** Minor units; below 0 where it was taken back. */
  readonly minor: bigint;
  readonly currency?: string;
  /** US cents; null where nobody had a rate. Those of the amount where it is left out. */
  readonly usd?: bigint | null;
  readonly what?: 'matched' | 'entry' | 'person' | 'returned' | 'entry-less';
  /** Of the match that it is of; a match of its own where it is left out. */
  readonly match?: number;
  readonly nth?: number;
}

export function addServicePayment(
  ledger: Pick<FilledLedger, 'insert'>,
  row: ServicePaymentKnown,
): Promise<void> {
  const { minor, usd = minor } = row;
  return ledger.insert('reporting.service_payments', {
    generation: 1,
    position: row.position,
    nth: row.nth ?? 1,
    occurred_at: row.at,
    match_position: row.match ?? row.position,
    service_contract_id: serviceContractId(row.under),
    settlement_id: creditId(row.credit),
    bank: 'demo-bank-karachi',
    value_date: row.valueDate,
    currency: row.currency ?? 'USD',
    amount_minor: minor,
    usd_minor: usd,
    what: row.what ?? (minor < 0n ? 'person' : 'matched'),
    demo: false,
  });
}
