import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../consignment/goods.js';

/** A mode of supply of the General Agreement on Trade in Services. */
export type ModeOfSupply = 1 | 2 | 3 | 4;

/** What may be agreed otherwise while the contract goes on. */
export interface ServiceContractTerms {
  /** What is to be done, in words. */
  readonly subject: string;
  /** What is told last has held from the beginning. */
  readonly modeOfSupply?: ModeOfSupply;
  /** `YYYY-MM-DD`. */
  readonly startsOn?: string;
  /** `YYYY-MM-DD`; not before `startsOn`. */
  readonly endsOn?: string;
  /** What was agreed in all; absent where it is paid by what is done. */
  readonly value?: MoneyJson;
  /** Participant id of the bank that books what the provider is paid. */
  readonly providerBank?: string;
  /** The promise that it is said to keep. */
  readonly commitmentId?: string;
}

interface OfServiceContract {
  readonly serviceContractId: string;
}

/** Two firms of different countries agreed on services. The event happened when they did. */
export type ServiceContractRegistered = DomainEvent<
  'ServiceContractRegistered',
  OfServiceContract & {
    readonly contractNumber: string;
    readonly provider: Party;
    readonly customer: Party;
    /** Item of the Extended Balance of Payments Services Classification 2010, such as `SI2`. */
    readonly service: string;
    readonly terms: ServiceContractTerms;
  }
>;

/** Its terms, all of them, are these from now on. */
export type ServiceContractAmended = DomainEvent<
  'ServiceContractAmended',
  OfServiceContract & { readonly terms: ServiceContractTerms; readonly reason: string }
>;

/** It was told as services that it is not of: it has been of `to` from the beginning. */
export type ServiceContractReclassified = DomainEvent<
  'ServiceContractReclassified',
  OfServiceContract & { readonly from: string; readonly to: string; readonly reason: string }
>;

export type ServiceContractCompleted = DomainEvent<
  'ServiceContractCompleted',
  OfServiceContract & {
    /** `YYYY-MM-DD`. */
    readonly completedOn: string;
    readonly note?: string;
  }
>;

export type ServiceContractTerminated = DomainEvent<
  'ServiceContractTerminated',
  OfServiceContract & {
    /** `YYYY-MM-DD`. */
    readonly terminatedOn: string;
    readonly reason: string;
  }
>;

/** It was registered by mistake: there is no such contract. */
export type ServiceContractWithdrawn = DomainEvent<
  'ServiceContractWithdrawn',
  OfServiceContract & { readonly reason: string }
>;

export type ServiceContractEvent =
  | ServiceContractRegistered
  | ServiceContractAmended
  | ServiceContractReclassified
  | ServiceContractCompleted
  | ServiceContractTerminated
  | ServiceContractWithdrawn;

interface Command<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with the offset of where it happened. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type ServiceContractCommand =
  | Command<'RegisterServiceContract', ServiceContractRegistered['data']>
  | Command<'AmendServiceContract', ServiceContractAmended['data']>
  | Command<'ReclassifyServiceContract', Omit<ServiceContractReclassified['data'], 'from'>>
  | Command<'CompleteServiceContract', ServiceContractCompleted['data']>
  | Command<'TerminateServiceContract', ServiceContractTerminated['data']>
  | Command<'WithdrawServiceContract', ServiceContractWithdrawn['data']>;
