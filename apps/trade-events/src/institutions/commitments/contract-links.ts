import type { EventOf } from '@corridor/contracts';
import type { AllocationCommand } from '@corridor/domain';
import type { EventStore, StreamAppend } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { PROCESS_ACTOR } from '../../process/marks.js';
import { contractIdOf, type NamedContract } from './contract-claims.js';

/** The types of events that tell of a contract, or of goods that are sent under one. */
export const CONTRACT_EVENTS = [
  'ConsignmentContracted',
  'ConsignmentDeclared',
  'ContractClaimed',
  'ContractUnclaimed',
] as const;
type ContractEvent = EventOf<(typeof CONTRACT_EVENTS)[number]>;

/** Streams of one append at most. */
const TOGETHER_MAX = 200;

/**
 * Links goods to the commitment that their contract serves, whichever is told first. What is sent under a contract is noted on the contract's own
 * stream, so that a claim that comes later finds it there, and one that comes at the same time conflicts with it: nothing is looked up in a table
 * that may lag. A part of a consignment that was split goes with its whole.
 */
export function contractLinks(
  store: EventStore,
  { saleContracts, allocations }: Pick<TradeAggregates, 'saleContracts' | 'allocations'>,
): Reactions<(typeof CONTRACT_EVENTS)[number]> {
  const append = async (event: ContractEvent, client: pg.ClientBase, streams: readonly StreamAppend[]) => {
    const { correlationId, position, demo } = event;
    for (let start = 0; start < streams.length; start += TOGETHER_MAX) {
      const some = streams.slice(start, start + TOGETHER_MAX);
      const request = { actor: PROCESS_ACTOR, correlationId, causationId: position, demo };
      await store.appendIn(client, { ...request, streams: some });
    }
  };
  /** What the links of goods say to a command, each on its own stream; those that it tells nothing new say nothing. */
  const allocate = async (
    ids: readonly string[],
    commandFor: (id: string) => AllocationCommand,
    client: pg.ClientBase,
  ): Promise<readonly StreamAppend[]> => {
    const streams: StreamAppend[] = [];
    for (const id of ids) {
      const { append: link } = allocations.decide(id, commandFor(id), await allocations.load(id, client));
      if (link) streams.push(link);
    }
    return streams;
  };

  const named = async (event: ContractEvent, contract: NamedContract, id: string, client: pg.ClientBase) => {
    const { occurredAt } = event;
    const contractId = contractIdOf(contract);
    const before = await saleContracts.load(contractId, client);
    const data = {
      contractId,
      contractNumber: contract.contractNumber,
      exporter: contract.exporter.participantId,
      importer: contract.importer.participantId,
      consignmentId: id,
    };
    const noted = saleContracts.decide(contractId, { type: 'NameContract', occurredAt, data }, before);
    const { commitmentId } = before.state;
    const serves = commitmentId === undefined ? undefined : { commitmentId, contractId };
    const links = serves ? await allocate([id], (each) => linking(occurredAt, each, serves), client) : [];
    await append(event, client, noted.append ? [noted.append, ...links] : links);
  };

  return {
    ConsignmentContracted: (event, client) => named(event, event.data, event.data.consignmentId, client),
    ConsignmentDeclared: async (event, client) => {
      const { contractNumber, partOf, consignmentId } = event.data;
      if (contractNumber === undefined || partOf !== undefined) return;
      await named(event, { ...event.data, contractNumber }, consignmentId, client);
    },
    ContractClaimed: async (event, client) => {
      const { contractId, commitmentId } = event.data;
      const { state } = await saleContracts.load(contractId, client);
      // Released meanwhile: what is told of that comes behind.
      if (state.commitmentId !== commitmentId) return;
      const commandFor = (id: string) => linking(event.occurredAt, id, { commitmentId, contractId });
      await append(event, client, await allocate(state.consignments, commandFor, client));
    },
    ContractUnclaimed: async (event, client) => {
      const { contractId, commitmentId, reason } = event.data;
      const { occurredAt } = event;
      const { state } = await saleContracts.load(contractId, client);
      // Claimed again meanwhile.
      if (state.commitmentId === commitmentId) return;
      const commandFor = (id: string): AllocationCommand => ({
        type: 'UnlinkFromCommitment',
        occurredAt,
        data: { allocated: goods(id), commitmentId, basis: 'contract-number', reason },
      });
      await append(event, client, await allocate(state.consignments, commandFor, client));
    },
  };
}

const goods = (id: string) => ({ kind: 'consignment', id }) as const;

function linking(
  occurredAt: string,
  id: string,
  link: { readonly commitmentId: string; readonly contractId: string },
): AllocationCommand {
  const data = { allocated: goods(id), ...link, basis: 'contract-number' } as const;
  return { type: 'LinkToCommitment', occurredAt, data };
}
