import { derivedId } from '@corridor/contracts';
import {
  type CommitmentCommand,
  type CommitmentEvent,
  type CommitmentState,
  type SaleContractCommand,
  type SaleContractEvent,
  type SaleContractState,
  saleContract,
} from '@corridor/domain';
import { participants, Stream } from '../lives/stream.js';

export type CommitmentStream = Stream<CommitmentCommand, CommitmentEvent, CommitmentState>;

/** A promise while it is followed. */
export interface Followed {
  readonly commitmentId: string;
  readonly stream: CommitmentStream;
}

export type ContractStream = Stream<SaleContractCommand, SaleContractEvent, SaleContractState>;
export const newContract = (contractId: string): ContractStream =>
  new Stream('contract', contractId, saleContract, ({ parties }) => participants(...parties));

export function contractIdOf(exporter: string, importer: string, contractNumber: string): string {
  return derivedId('sale-contract', exporter, importer, contractNumber);
}
