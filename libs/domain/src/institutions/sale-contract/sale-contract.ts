import { type Decider, never } from '@corridor/kernel';
import { refuse } from '../../checks.js';
import type { Allocated } from '../allocation/allocation.events.js';
import type { SaleContractCommand, SaleContractEvent } from './sale-contract.events.js';

export interface SaleContractState {
  readonly status: 'unclaimed' | 'claimed';
  /** The commitment that it serves. */
  readonly commitmentId?: string;
  /** Why it was taken from the last one that it served, once it was. */
  readonly unclaimedBecause?: string;
  /** Participant ids; none before somebody named the contract. */
  readonly parties: readonly string[];
  /** Goods that are sent, and letters of credit that are issued under it, in the order that they were told. */
  readonly named: readonly Allocated[];
}

/**
 * Where a contract of sale meets the goods that are sent and the letters of credit that are issued under it, whichever is told first: the stream
 * is named by exporter, importer and number, so that nothing has to be looked up, and serves one commitment.
 */
export const saleContract: Decider<SaleContractCommand, SaleContractEvent, SaleContractState> = {
  initialState: { status: 'unclaimed', parties: [], named: [] },
  decide,
  evolve,
};

function decide(command: SaleContractCommand, state: SaleContractState): readonly SaleContractEvent[] {
  const { occurredAt } = command;
  switch (command.type) {
    case 'ClaimContract': {
      const { commitmentId, contractNumber } = command.data;
      if (state.commitmentId === commitmentId) return [];
      if (state.commitmentId !== undefined) {
        const message = `The contract ${contractNumber} of these two serves the commitment ${state.commitmentId}: release it there first.`;
        refuse('contract-claimed', message, '/contractNumber');
      }
      return [{ type: 'ContractClaimed', occurredAt, data: command.data }];
    }
    case 'UnclaimContract':
      if (state.commitmentId !== command.data.commitmentId) return [];
      return [{ type: 'ContractUnclaimed', occurredAt, data: command.data }];
    case 'NameContract': {
      const { kind, id } = command.data.named;
      if (state.named.some((each) => each.kind === kind && each.id === id)) return [];
      return [{ type: 'ContractNamed', occurredAt, data: command.data }];
    }
    default:
      return never(command);
  }
}

function evolve(state: SaleContractState, event: SaleContractEvent): SaleContractState {
  switch (event.type) {
    case 'ContractClaimed': {
      const { commitmentId, exporter, importer } = event.data;
      return { ...state, status: 'claimed', commitmentId, parties: [exporter, importer] };
    }
    case 'ContractUnclaimed': {
      const { commitmentId: _, ...rest } = state;
      return { ...rest, status: 'unclaimed', unclaimedBecause: event.data.reason };
    }
    case 'ContractNamed': {
      const { exporter, importer, named } = event.data;
      return { ...state, parties: [exporter, importer], named: [...state.named, named] };
    }
    default:
      return never(event);
  }
}
