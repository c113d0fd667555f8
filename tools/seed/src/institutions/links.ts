import {
  type Allocated,
  type AllocationCommand,
  type AllocationEvent,
  type AllocationState,
  allocation,
  type PaperLink,
} from '@corridor/domain';
import { latencyMs } from '../lives/performed.js';
import { type Append, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { type ContractStream, contractIdOf, newContract } from './contracts.js';
import type { Realisation } from './realisation.js';
import { PROMISES } from './tables/promises.js';
import type { Said, Seen, SeenOf, World } from './world.js';

type AllocationStream = Stream<AllocationCommand, AllocationEvent, AllocationState>;

const NONE: ReadonlySet<string> = new Set();

/**
 * What serves which commitment: by the number of the contract that it is declared under, as the process manager finds it, or by hand; and which letters of credit
 * are for which goods. The demo splits no goods under a contract, and no letter of credit names a contract.
 */
export class Links {
  private readonly latency: Random;
  private readonly ofLetters: Random;
  private readonly contracts = new Map<string, ContractStream>();
  private readonly allocations = new Map<string, AllocationStream>();
  /** Consignments that serve a commitment, or may, each with the contract that it is declared under. */
  private readonly followed = new Map<string, string | undefined>();
  /** Consignments that no contract names and somebody may link: by their parties. */
  private readonly free = new Map<string, string[]>();

  constructor(
    private readonly world: World,
    private readonly realisation: Realisation,
  ) {
    this.latency = world.random(5);
    this.ofLetters = world.random(0x45);
    for (const { linked } of PROMISES) {
      if (linked) this.free.set(`demo-${linked.exporter} demo-${linked.importer}`, []);
    }
  }

  contract(contractId: string): ContractStream {
    const found = this.contracts.get(contractId) ?? newContract(contractId);
    this.contracts.set(contractId, found);
    return found;
  }

  /** @returns ids of the commitments that something came of, or that are told otherwise. */
  see(event: Seen): ReadonlySet<string> {
    switch (event.type) {
      case 'ConsignmentContracted':
      case 'ConsignmentDeclared':
        this.papered(event);
        break;
      case 'LetterOfCreditIssued':
        this.lettered(event);
        break;
      case 'ContractClaimed':
      case 'ContractUnclaimed':
        this.settleLater(event, () => this.contract(event.data.contractId).state.named);
        break;
      default:
    }
    const { data } = event;
    // Of most goods nothing is ever asked.
    if ('consignmentId' in data && !this.followed.has(data.consignmentId ?? '')) return NONE;
    return this.realisation.see(event);
  }

  private papered(event: SeenOf<'ConsignmentContracted' | 'ConsignmentDeclared'>): void {
    const { consignmentId, contractNumber, exporter, importer } = event.data;
    // Told by its contract, its declaration says nothing new.
    if (this.followed.has(consignmentId)) return;
    const parties = { exporter: exporter.participantId, importer: importer.participantId };
    if (contractNumber === undefined) {
      const free = this.free.get(`${parties.exporter} ${parties.importer}`);
      if (!free) return;
      free.push(consignmentId);
      this.followed.set(consignmentId, undefined);
      return;
    }
    const contractId = contractIdOf(parties.exporter, parties.importer, contractNumber);
    this.followed.set(consignmentId, contractId);
    const { occurredAt } = event;
    const named = goods(consignmentId);
    this.world.follow(event.ms + latencyMs(this.latency), event, () => {
      const data = { contractId, contractNumber, ...parties, named };
      const noted = this.contract(contractId).decide({ type: 'NameContract', occurredAt, data });
      return [noted, this.settle(named, occurredAt)];
    });
  }

  private lettered(event: SeenOf<'LetterOfCreditIssued'>): void {
    const { data, occurredAt } = event;
    const { letterOfCreditId, terms } = data;
    this.world.follow(event.ms + latencyMs(this.ofLetters), event, () =>
      terms.consignmentIds.map((id) =>
        this.allocation(id).decide({
          type: 'NameCredit',
          occurredAt,
          data: { allocated: goods(id), letterOfCreditId },
        }),
      ),
    );
  }

  private settleLater(event: Seen, all: () => readonly Allocated[]): void {
    this.world.follow(event.ms + latencyMs(this.latency), event, () =>
      all().map((allocated) => this.settle(allocated, event.occurredAt)),
    );
  }

  /** What their papers say. */
  private settle(allocated: Allocated, occurredAt: string): Append<AllocationEvent> | undefined {
    const contractId = this.followed.get(allocated.id);
    const contract = contractId === undefined ? undefined : this.contract(contractId).state;
    const { commitmentId, unclaimedBecause } = contract ?? {};
    const papers: readonly PaperLink[] =
      commitmentId === undefined || contractId === undefined
        ? []
        : [{ commitmentId, basis: 'contract-number', contractId }];
    const reason = unclaimedBecause ?? 'Its papers do not lead to the commitment any more.';
    const data = { allocated, papers, reason };
    return this.allocation(allocated.id).decide({ type: 'FollowPapers', occurredAt, data });
  }

  /** Somebody says so of the newest of those that two firms traded and no contract names. */
  byHand(
    commitmentId: string,
    exporter: string,
    importer: string,
    hs: readonly string[],
    most: number,
    occurredAt: string,
  ): Said {
    const free = (this.free.get(`${exporter} ${importer}`) ?? []).filter((id) =>
      this.realisation.linesOf(id).every(({ hs6 }) => hs.some((code) => hs6.startsWith(code))),
    );
    const isOpen = this.realisation.rowOf(commitmentId)?.status === 'announced';
    const reason = 'The firms told that they were sold as was intended';
    return (isOpen ? free.slice(-most) : []).map((id) => {
      const data = { allocated: goods(id), commitmentId, reason };
      return this.allocation(id).decide({ type: 'LinkToCommitment', occurredAt, data });
    });
  }

  private allocation(id: string): AllocationStream {
    const found = this.allocations.get(id) ?? new Stream('allocation', id, allocation, []);
    this.allocations.set(id, found);
    return found;
  }
}

const goods = (id: string): Allocated => ({ kind: 'consignment', id });
