import { derivedId } from '@corridor/contracts';
import type {
  CommitmentCommand,
  CommitmentState,
  KnownCommitment,
  SaleContractCommand,
} from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import type { TradeAggregates } from '../../aggregates.js';

/** What names a contract of sale: two participants, and the number between them. */
export interface NamedContract {
  readonly exporter: { readonly participantId: string };
  readonly importer: { readonly participantId: string };
  readonly contractNumber: string;
}

/** The same whoever names it, in capitals or not, and with whichever dash and space. */
export function contractIdOf({ exporter, importer, contractNumber }: NamedContract): string {
  return derivedId('sale-contract', exporter.participantId, importer.participantId, folded(contractNumber));
}

/** Signs stay, since 1-11 is not 11-1: of each kind of dash one, and no spaces around it. */
function folded(contractNumber: string): string {
  return contractNumber
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\s*[\p{Dash_Punctuation}\u2212]\s*/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * What a command to a commitment means for the contracts that it tells or releases, beside the commitment's own events.
 * @throws Rejection `contract-claimed` where it serves another one.
 */
export async function contractStreams(
  { saleContracts }: Pick<TradeAggregates, 'saleContracts'>,
  command: CommitmentCommand,
  before: CommitmentState,
): Promise<readonly StreamAppend[]> {
  if (before.status === 'unknown') return [];
  const streams: StreamAppend[] = [];
  for (const ofContract of commandsFor(command, before)) {
    const { contractId } = ofContract.data;
    const { append } = saleContracts.decide(contractId, ofContract, await saleContracts.load(contractId));
    if (append) streams.push(append);
  }
  return streams;
}

function commandsFor(command: CommitmentCommand, before: KnownCommitment): readonly SaleContractCommand[] {
  const { occurredAt } = command;
  const { commitmentId } = command.data;
  if (command.type === 'ContractCommitment') {
    const { contractId, contractNumber, exporter, importer } = command.data.contract;
    const parties = { exporter: exporter.participantId, importer: importer.participantId };
    const data = { contractId, contractNumber, ...parties, commitmentId };
    return [{ type: 'ClaimContract', occurredAt, data }];
  }
  const unclaiming = (contractId: string, reason: string): SaleContractCommand => {
    return { type: 'UnclaimContract', occurredAt, data: { contractId, commitmentId, reason } };
  };
  switch (command.type) {
    case 'ReleaseCommitmentContract':
      return [unclaiming(command.data.contractId, command.data.reason)];
    case 'WithdrawCommitment':
      return before.contracts.map(({ contractId }) => unclaiming(contractId, command.data.reason));
    default:
      return [];
  }
}
