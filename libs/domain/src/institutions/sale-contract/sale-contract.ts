import { type Decider, never } from '@corridor/kernel';
import { refuse } from '../../checks.js';
import type { SaleContractCommand, SaleContractEvent } from './sale-contract.events.js';

export interface SaleContractState {
  readonly status: 'unclaimed' | 'claimed';
  /** The commitment that it serves. */
  readonly commitmentId?: string;
  /** Participant ids; none before somebody named the contract. */
  readonly parties: readonly string[];
  /** Ids of the consignments that are sent under it, in the order that they were told. */
  readonly consignments: readonly string[];
}

/**
 * Where a contract of sale and the goods that are sent under it meet, whichever is told first: the stream is named by exporter, importer and
 * number, so that nothing has to be looked up, and serves one commitment.
 */
export const saleContract: Decider<SaleContractCommand, SaleContractEvent, SaleContractState> = {
  initialState: { status: 'unclaimed', parties: [], consignments: [] },
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
    case 'NameContract':
      if (state.consignments.includes(command.data.consignmentId)) return [];
      return [{ type: 'ContractNamed', occurredAt, data: command.data }];
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
      return { ...rest, status: 'unclaimed' };
    }
    case 'ContractNamed': {
      const { exporter, importer, consignmentId } = event.data;
      return {
        ...state,
        parties: [exporter, importer],
        consignments: [...state.consignments, consignmentId],
      };
    }
    default:
      return never(event);
  }
}
