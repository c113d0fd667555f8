import type { EventOf } from '@corridor/contracts';
import type { AllocationCommand, SaleContractCommand } from '@corridor/domain';
import type { EventStore, StreamAppend } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { PROCESS_ACTOR } from '../../process/marks.js';
import { contractIdOf, type NamedContract } from './contract-claims.js';
import { Papers } from './papers.js';

/** The types of events that tell of a contract, of what is sent or issued under one, or of what serves a commitment. */
export const CONTRACT_EVENTS = [
  'ConsignmentContracted',
  'ConsignmentDeclared',
  'ContractClaimed',
  'ContractUnclaimed',
  'LetterOfCreditIssued',
  'CreditAmendmentAccepted',
  'CommitmentLinked',
  'CommitmentUnlinked',
] as const;
type ContractEvent = EventOf<(typeof CONTRACT_EVENTS)[number]>;
type Allocated = EventOf<'CommitmentLinked'>['data']['allocated'];

/** Streams of one append at most. */
const TOGETHER_MAX = 200;

/**
 * Links goods and letters of credit to the commitment that their papers lead to. Each event only says where to look: what is told follows from the
 * streams as they stand, so that events that come twice, late or in another order lead to the same.
 *
 * What is sent or issued under a contract is noted on the contract's own stream, and which credits are for goods on that of the goods: a claim, or a link,
 * that comes later finds them there, and nothing is looked up in a table that may lag. Whoever looked before another one appended may tell what is
 * not so any more; since each link is looked at once more when it is told, that mends itself. A part of what was split goes with its whole.
 */
export function paperLinks(
  store: EventStore,
  aggregates: Pick<TradeAggregates, 'saleContracts' | 'allocations' | 'consignments'>,
): Reactions<(typeof CONTRACT_EVENTS)[number]> {
  const { saleContracts, allocations } = aggregates;
  const papers = new Papers(store, aggregates);

  const append = async (event: ContractEvent, client: pg.ClientBase, streams: readonly StreamAppend[]) => {
    if (streams.length === 0) return;
    const { correlationId, position, demo } = event;
    const request = { actor: PROCESS_ACTOR, correlationId, causationId: position, demo };
    await store.appendIn(client, { ...request, streams });
  };

  /** What their papers say to each, on its own stream; those that they tell nothing new say nothing. */
  const settle = async (
    event: ContractEvent,
    client: pg.ClientBase,
    all: readonly Allocated[],
  ): Promise<void> => {
    for (let start = 0; start < all.length; start += TOGETHER_MAX) {
      const streams: StreamAppend[] = [];
      for (const allocated of all.slice(start, start + TOGETHER_MAX)) {
        const before = await allocations.load(allocated.id, client);
        const reason = await papers.endOf(before.state, client);
        const data = { allocated, papers: await papers.linksOf(allocated, client), reason };
        const command: AllocationCommand = { type: 'FollowPapers', occurredAt: event.occurredAt, data };
        const { append: link } = allocations.decide(allocated.id, command, before);
        if (link) streams.push(link);
      }
      await append(event, client, streams);
    }
  };

  const named = async (
    event: ContractEvent,
    client: pg.ClientBase,
    { exporter, importer, contractNumber }: NamedContract,
    of: Allocated,
  ): Promise<void> => {
    const contractId = contractIdOf({ exporter, importer, contractNumber });
    const parties = { exporter: exporter.participantId, importer: importer.participantId };
    const data = { contractId, contractNumber, ...parties, named: of };
    const command: SaleContractCommand = { type: 'NameContract', occurredAt: event.occurredAt, data };
    const before = await saleContracts.load(contractId, client);
    const { append: noted } = saleContracts.decide(contractId, command, before);
    await append(event, client, noted ? [noted] : []);
  };

  const ofGoods = async (
    event: EventOf<'ConsignmentContracted' | 'ConsignmentDeclared'>,
    client: pg.ClientBase,
  ): Promise<void> => {
    const { contractNumber, consignmentId } = event.data;
    if (contractNumber === undefined || ('partOf' in event.data && event.data.partOf !== undefined)) return;
    await named(event, client, { ...event.data, contractNumber }, goods(consignmentId));
    await settle(event, client, [goods(consignmentId)]);
  };

  const creditFor = async (
    event: EventOf<'LetterOfCreditIssued' | 'CreditAmendmentAccepted'>,
    client: pg.ClientBase,
  ): Promise<void> => {
    const { letterOfCreditId, terms } = event.data;
    const wholes = new Set<string>();
    for (const id of terms.consignmentIds) wholes.add(await papers.wholeOf(id, client));
    const notes: StreamAppend[] = [];
    for (const id of wholes) {
      const data = { allocated: goods(id), letterOfCreditId };
      const command: AllocationCommand = { type: 'NameCredit', occurredAt: event.occurredAt, data };
      const { append: note } = allocations.decide(id, command, await allocations.load(id, client));
      if (note) notes.push(note);
    }
    await append(event, client, notes);
    await settle(event, client, [credit(letterOfCreditId)]);
  };

  const ofContract = async (
    event: EventOf<'ContractClaimed' | 'ContractUnclaimed'>,
    client: pg.ClientBase,
  ): Promise<void> => {
    const { state } = await saleContracts.load(event.data.contractId, client);
    await settle(event, client, state.named);
  };

  const ofLink = async (
    event: EventOf<'CommitmentLinked' | 'CommitmentUnlinked'>,
    client: pg.ClientBase,
  ): Promise<void> => {
    const { allocated } = event.data;
    const { state } = await allocations.load(allocated.id, client);
    await settle(event, client, [allocated, ...state.credits.map(credit)]);
  };

  return {
    ConsignmentContracted: ofGoods,
    ConsignmentDeclared: ofGoods,
    ContractClaimed: ofContract,
    ContractUnclaimed: ofContract,
    LetterOfCreditIssued: async (event, client) => {
      const { letterOfCreditId, contractNumber, applicant, beneficiary } = event.data;
      if (contractNumber !== undefined) {
        const contract = { exporter: beneficiary, importer: applicant, contractNumber };
        await named(event, client, contract, credit(letterOfCreditId));
      }
      await creditFor(event, client);
    },
    CreditAmendmentAccepted: creditFor,
    CommitmentLinked: ofLink,
    CommitmentUnlinked: ofLink,
  };
}

const goods = (id: string): Allocated => ({ kind: 'consignment', id });
const credit = (id: string): Allocated => ({ kind: 'letter-of-credit', id });
