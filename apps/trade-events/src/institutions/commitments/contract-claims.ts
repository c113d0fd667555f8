import { derivedId } from '@corridor/contracts';
import type { CommitmentCommand, CommitmentState, SaleContractCommand } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import type { TradeAggregates } from '../../aggregates.js';

/** What names a contract of sale: two participants, and the number between them. */
export interface NamedContract {
  readonly exporter: { readonly participantId: string };
  readonly importer: { readonly participantId: string };
  readonly contractNumber: string;
}

export function contractIdOf({ exporter, importer, contractNumber }: NamedContract): string {
  return derivedId('sale-contract', exporter.participantId, importer.participantId, contractNumber);
}

/**
 * What a command to a commitment means for the contract that it tells or releases, beside the commitment's own events.
 * @throws Rejection `contract-claimed` where it serves another one.
 */
export async function contractStreams(
  { saleContracts }: Pick<TradeAggregates, 'saleContracts'>,
  command: CommitmentCommand,
  before: CommitmentState,
): Promise<readonly StreamAppend[]> {
  const ofContract = commandFor(command);
  if (!ofContract || before.status === 'unknown') return [];
  const { contractId } = ofContract.data;
  const { append } = saleContracts.decide(contractId, ofContract, await saleContracts.load(contractId));
  return append ? [append] : [];
}

function commandFor(command: CommitmentCommand): SaleContractCommand | undefined {
  const { occurredAt } = command;
  const { commitmentId } = command.data;
  if (command.type === 'ContractCommitment') {
    const { contractId, contractNumber, exporter, importer } = command.data.contract;
    const parties = { exporter: exporter.participantId, importer: importer.participantId };
    return {
      type: 'ClaimContract',
      occurredAt,
      data: { contractId, contractNumber, ...parties, commitmentId },
    };
  }
  if (command.type !== 'ReleaseCommitmentContract') return undefined;
  const { contractId, reason } = command.data;
  return { type: 'UnclaimContract', occurredAt, data: { contractId, commitmentId, reason } };
}
