import type { DomainEvent } from '@corridor/kernel';
import type { Allocated } from '../allocation/allocation.events.js';

/** A contract as exporter, importer and number name it. */
interface Named {
  readonly contractId: string;
  readonly contractNumber: string;
  /** Participant ids. */
  readonly exporter: string;
  readonly importer: string;
}

export type ContractClaimed = DomainEvent<'ContractClaimed', Named & { readonly commitmentId: string }>;
export type ContractUnclaimed = DomainEvent<
  'ContractUnclaimed',
  { readonly contractId: string; readonly commitmentId: string; readonly reason: string }
>;
export type ContractNamed = DomainEvent<'ContractNamed', Named & { readonly named: Allocated }>;

export type SaleContractEvent = ContractClaimed | ContractUnclaimed | ContractNamed;

export type SaleContractCommand =
  | {
      readonly type: 'ClaimContract';
      readonly occurredAt: string;
      readonly data: ContractClaimed['data'];
    }
  | {
      readonly type: 'UnclaimContract';
      readonly occurredAt: string;
      readonly data: ContractUnclaimed['data'];
    }
  | {
      readonly type: 'NameContract';
      readonly occurredAt: string;
      readonly data: ContractNamed['data'];
    };
