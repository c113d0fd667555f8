import { type KnownServiceContract, legalForServiceContract } from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { seesAllFirms } from '../institutions/found.js';
import { type Page, readNewestFirst } from '../institutions/newest-first.js';
import { AGGREGATES } from '../tokens.js';
import { serviceContractFor } from './service-contract-access.js';

type Told = KnownServiceContract['registered'] &
  Pick<KnownServiceContract, 'service' | 'terms' | 'status' | 'registeredAt'>;

/** A contract of services as it is told to whoever asks. */
export type ServiceContractView = Told &
  Pick<KnownServiceContract, 'completed' | 'terminated' | 'withdrawn'> & {
    readonly legalNow: readonly string[];
    readonly version: number;
  };

/** Asks for one contract of services. */
export class ServiceContractQuery extends Query<ServiceContractView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(ServiceContractQuery)
export class ServiceContractQueryHandler implements IQueryHandler<ServiceContractQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `service-contract-unknown`. */
  async execute({ id, caller }: ServiceContractQuery): Promise<ServiceContractView> {
    const { state, version } = await this.aggregates.serviceContracts.load(id);
    const { registered, first: _, ...rest } = serviceContractFor(caller, state);
    return { ...registered, ...rest, legalNow: legalForServiceContract(state), version };
  }
}

export interface ServiceContractFilter {
  readonly service?: string;
  readonly status?: KnownServiceContract['status'];
  readonly after?: string;
  readonly limit: number;
}

export type ServiceContractItem = Told & { readonly demo: boolean };

/** Asks for a page of contracts of services, the newest first. */
export class ServiceContractListQuery extends Query<Page<ServiceContractItem>> {
  constructor(
    readonly filter: ServiceContractFilter,
    readonly caller: Caller,
  ) {
    super();
  }
}

interface ListRow {
  readonly service_contract_id: string;
  readonly contract_number: string;
  readonly provider: Told['provider'];
  readonly customer: Told['customer'];
  readonly service_now: string;
  readonly terms: Told['terms'];
  readonly status: Told['status'];
  readonly agreed_at: string;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(ServiceContractListQuery)
export class ServiceContractListQueryHandler implements IQueryHandler<ServiceContractListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter, caller }: ServiceContractListQuery): Promise<Page<ServiceContractItem>> {
    const isBank = caller.role === 'bank';
    return readNewestFirst<ListRow, ServiceContractItem>(this.parts.pool, filter, {
      projection: 'services-trade',
      view: 'read.service_contracts',
      id: 'service_contract_id',
      days: [],
      where: `($4::text IS NULL OR $4 IN (t.provider_id, t.customer_id)) AND ($5::text IS NULL OR t.provider_bank = $5)
        AND ($6::text IS NULL OR starts_with(t.service_now, $6)) AND ($7::text IS NULL OR t.status = $7)`,
      values: [
        seesAllFirms(caller) || isBank ? null : caller.participant,
        isBank ? caller.participant : null,
        filter.service ?? null,
        filter.status ?? null,
      ],
      toItem,
    });
  }
}

function toItem(row: ListRow): ServiceContractItem {
  const { provider, customer, terms, status, demo } = row;
  return {
    serviceContractId: row.service_contract_id,
    contractNumber: row.contract_number,
    provider,
    customer,
    service: row.service_now,
    terms,
    status,
    registeredAt: row.agreed_at,
    demo,
  };
}
