import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';
import type { PaidForServices, ServiceCreditRow, ServicePaymentRow } from './paid-for-services.js';

/** Every event that tells of a contract of services, of what is paid under one, or of the value date of what may be. */
export const SERVICES_TRADE_EVENTS = [
  'ServiceContractRegistered',
  'ServiceContractAmended',
  'ServiceContractReclassified',
  'ServiceContractCompleted',
  'ServiceContractTerminated',
  'ServiceContractWithdrawn',
  'SettlementBooked',
  'SettlementConfirmed',
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

/** Rows of contracts and credits take the place of those that stand; those of the other two tables stand for good. */
export interface ServicesTradeRows {
  readonly service_contracts: readonly ServiceContractRow[];
  readonly service_credits: readonly ServiceCreditRow[];
  readonly service_contract_changes: readonly object[];
  readonly service_payments: readonly ServicePaymentRow[];
}

/**
 * What events make of contracts and of what is paid under them.
 * @param standing the contracts that the events tell of, as they are before, by their id
 * @param paid what is known of the credits that they tell of
 * @returns the contracts and credits that are new or changed, and the facts that are new
 */
export function foldServicesTrade(
  events: readonly ServicesTradeEvent[],
  standing: ReadonlyMap<string, ServiceContractRow>,
  paid: PaidForServices,
): ServicesTradeRows {
  const now = new Map(standing);
  const changed = new Set<string>();
  const changes: object[] = [];
  const keep = (row: ServiceContractRow) => {
    now.set(row.service_contract_id, row);
    changed.add(row.service_contract_id);
  };
  const known = (id: string): ServiceContractRow => {
    const row = now.get(id);
    if (!row) throw new Error(`The contract of services ${id} was not registered before.`);
    return row;
  };
  const change = (event: ServicesTradeEvent, service_contract_id: string, service: string | null) => {
    const { position, occurredAt } = event;
    changes.push({ position, occurred_at: utcInstant(occurredAt), service_contract_id, service });
  };
  for (const event of events) {
    switch (event.type) {
      case 'ServiceContractRegistered':
        keep(registered(event));
        break;
      case 'ServiceContractAmended': {
        const { serviceContractId, terms } = event.data;
        keep({ ...known(serviceContractId), terms, provider_bank: terms.providerBank ?? null });
        break;
      }
      case 'ServiceContractReclassified': {
        const { serviceContractId, to } = event.data;
        keep({ ...known(serviceContractId), service_now: to });
        change(event, serviceContractId, to);
        break;
      }
      case 'ServiceContractCompleted':
        keep({ ...known(event.data.serviceContractId), status: 'completed' });
        break;
      case 'ServiceContractTerminated':
        keep({ ...known(event.data.serviceContractId), status: 'terminated' });
        break;
      case 'ServiceContractWithdrawn':
        keep({ ...known(event.data.serviceContractId), status: 'withdrawn' });
        change(event, event.data.serviceContractId, null);
        break;
      case 'SettlementBooked':
        paid.booked(event);
        break;
      case 'SettlementConfirmed':
        paid.confirmed(event);
        break;
      case 'SettlementMatchedToServiceContract':
        paid.matched(event);
        break;
      case 'SettlementUnmatchedFromServiceContract':
        paid.unmatched(event);
        break;
      default:
        never(event);
    }
  }
  return {
    service_contracts: [...changed].map(known),
    service_credits: [...paid.changed].flatMap((id) => paid.credits.get(id) ?? []),
    service_contract_changes: changes,
    service_payments: paid.made,
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
