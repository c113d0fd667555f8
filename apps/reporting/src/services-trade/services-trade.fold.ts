import type { EventOf } from '@corridor/contracts';
import { minorText, never, toMoney } from '@corridor/kernel';
import { usdOf } from '../payments/payments.fold.js';
import { utcInstant } from '../utc-instant.js';

/** Every event that tells of a contract of services, or of what is paid under one. */
export const SERVICES_TRADE_EVENTS = [
  'ServiceContractRegistered',
  'ServiceContractAmended',
  'ServiceContractReclassified',
  'ServiceContractCompleted',
  'ServiceContractTerminated',
  'ServiceContractWithdrawn',
  'SettlementMatchedToServiceContract',
  'SettlementUnmatchedFromServiceContract',
] as const;
export type ServicesTradeEvent = EventOf<(typeof SERVICES_TRADE_EVENTS)[number]>;

type Registered = EventOf<'ServiceContractRegistered'>['data'];

/** A row of `reporting.service_contracts`, without its generation: the contract as it was registered, and as it is now. */
export interface ServiceContractRow {
  readonly service_contract_id: string;
  readonly position: number;
  /** RFC 3339 in UTC, to the millisecond. */
  readonly occurred_at: string;
  /** The same as it was told. */
  readonly agreed_at: string;
  readonly contract_number: string;
  readonly provider: Registered['provider'];
  readonly customer: Registered['customer'];
  readonly provider_id: string;
  readonly customer_id: string;
  readonly provider_country: string;
  readonly customer_country: string;
  readonly provider_bank: string | null;
  readonly terms: Registered['terms'];
  readonly service: string;
  readonly service_now: string;
  readonly status: 'running' | 'completed' | 'terminated' | 'withdrawn';
  readonly demo: boolean;
}

/** Rows of the other two tables stand for good: each is of one event alone. */
export interface ServicesTradeRows {
  readonly service_contracts: readonly ServiceContractRow[];
  readonly service_contract_changes: readonly object[];
  readonly service_payments: readonly object[];
}

/**
 * What events make of contracts and of what is paid under them.
 * @param standing the contracts that the events tell of, as they are before, by their id
 * @returns the contracts that are new or changed, and the facts that are new
 */
export function foldServicesTrade(
  events: readonly ServicesTradeEvent[],
  standing: ReadonlyMap<string, ServiceContractRow>,
): ServicesTradeRows {
  const now = new Map(standing);
  const changed = new Set<string>();
  const changes: object[] = [];
  const payments: object[] = [];
  const keep = (row: ServiceContractRow) => {
    now.set(row.service_contract_id, row);
    changed.add(row.service_contract_id);
  };
  const known = (id: string): ServiceContractRow => {
    const row = now.get(id);
    if (!row) throw new Error(`The contract of services ${id} was not registered before.`);
    return row;
  };
  for (const event of events) {
    const { serviceContractId: service_contract_id } = event.data;
    const told = { position: event.position, occurred_at: utcInstant(event.occurredAt) };
    switch (event.type) {
      case 'ServiceContractRegistered':
        keep(registered(event));
        break;
      case 'ServiceContractAmended': {
        const { terms } = event.data;
        keep({ ...known(service_contract_id), terms, provider_bank: terms.providerBank ?? null });
        break;
      }
      case 'ServiceContractReclassified': {
        const { to: service } = event.data;
        keep({ ...known(service_contract_id), service_now: service });
        changes.push({ ...told, service_contract_id, service });
        break;
      }
      case 'ServiceContractCompleted':
        keep({ ...known(service_contract_id), status: 'completed' });
        break;
      case 'ServiceContractTerminated':
        keep({ ...known(service_contract_id), status: 'terminated' });
        break;
      case 'ServiceContractWithdrawn':
        keep({ ...known(service_contract_id), status: 'withdrawn' });
        changes.push({ ...told, service_contract_id, service: null });
        break;
      case 'SettlementMatchedToServiceContract':
        payments.push({ ...told, ...paid(event, 1n), what: 'matched' });
        break;
      case 'SettlementUnmatchedFromServiceContract':
        payments.push({ ...told, ...paid(event, -1n), what: event.data.because });
        break;
      default:
        never(event);
    }
  }
  return {
    service_contracts: [...changed].map(known),
    service_contract_changes: changes,
    service_payments: payments,
  };
}

function registered(event: EventOf<'ServiceContractRegistered'>): ServiceContractRow {
  const { serviceContractId, contractNumber, provider, customer, service, terms } = event.data;
  return {
    service_contract_id: serviceContractId,
    position: event.position,
    occurred_at: utcInstant(event.occurredAt),
    agreed_at: event.occurredAt,
    contract_number: contractNumber,
    provider,
    customer,
    provider_id: provider.participantId,
    customer_id: customer.participantId,
    provider_country: provider.country,
    customer_country: customer.country,
    provider_bank: terms.providerBank ?? null,
    terms,
    service,
    service_now: service,
    status: 'running',
    demo: event.demo,
  };
}

function paid(
  {
    data,
    demo,
  }: EventOf<'SettlementMatchedToServiceContract'> | EventOf<'SettlementUnmatchedFromServiceContract'>,
  sign: bigint,
): object {
  const { settlementId, serviceContractId, bank, valueDate, amount } = data;
  const usd = usdOf(data);
  return {
    service_contract_id: serviceContractId,
    settlement_id: settlementId,
    bank,
    value_date: valueDate,
    currency: amount.currency,
    amount_minor: sign < 0n ? (-toMoney(amount).minor).toString() : minorText(amount),
    usd_minor: usd === null ? null : (sign * BigInt(usd)).toString(),
    demo,
  };
}
