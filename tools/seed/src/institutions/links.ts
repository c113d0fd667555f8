import {
  type AllocationCommand,
  type AllocationEvent,
  type AllocationState,
  allocation,
  type GoodsLine,
  millionths,
  type SaleContract,
} from '@corridor/domain';
import { divideHalfEven, toMoney } from '@corridor/kernel';
import { latencyMs } from '../lives/performed.js';
import { type Append, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { type ContractStream, contractIdOf, type Followed, newContract } from './contracts.js';
import { PROMISES } from './tables/promises.js';
import type { Part, Said, Seen, SeenOf, World } from './world.js';

type AllocationStream = Stream<AllocationCommand, AllocationEvent, AllocationState>;

/** A consignment that serves a commitment, or may. */
interface Goods {
  lines: readonly Pick<GoodsLine, 'hs6' | 'unit' | 'quantity'>[];
  isDelivered: boolean;
  commitmentId?: string | undefined;
  contractId?: string | undefined;
  /** USD cents that it adds to what was delivered. */
  counted: bigint;
}

/** What serves which commitment: by the number of the contract that it is declared under, as the process manager finds it, or by hand. */
export class Links implements Part {
  private readonly latency: Random;
  private readonly contracts = new Map<string, ContractStream>();
  private readonly prices = new Map<string, SaleContract['prices']>();
  private readonly goods = new Map<string, Goods>();
  private readonly allocations = new Map<string, AllocationStream>();
  private readonly delivered = new Map<string, bigint>();
  /** Consignments that no contract names and somebody may link: by their parties. */
  private readonly free = new Map<string, string[]>();
  private touched = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly commitmentOf: (id: string) => Followed | undefined,
  ) {
    this.latency = world.random(5);
    for (const { linked } of PROMISES) {
      if (linked) this.free.set(`demo-${linked.exporter} demo-${linked.importer}`, []);
    }
  }

  contract(contractId: string): ContractStream {
    const found = this.contracts.get(contractId) ?? newContract(contractId);
    this.contracts.set(contractId, found);
    return found;
  }

  price(contractId: string, prices: SaleContract['prices']): void {
    this.prices.set(contractId, prices);
  }

  deliveredCents(commitmentId: string): bigint {
    return this.delivered.get(commitmentId) ?? 0n;
  }

  /** Ids of the commitments that something came of since it was asked last. */
  takeTouched(): ReadonlySet<string> {
    const { touched } = this;
    if (touched.size > 0) this.touched = new Set();
    return touched;
  }

  see(event: Seen): void {
    switch (event.type) {
      case 'ConsignmentDeclared':
        this.declared(event);
        break;
      case 'ContractClaimed':
        this.claimed(event);
        break;
      case 'CommitmentLinked': {
        const { allocated, commitmentId, contractId } = event.data;
        const of = this.goods.get(allocated.id);
        if (!of) break;
        Object.assign(of, { commitmentId, contractId });
        this.count(of);
        break;
      }
      case 'ConsignmentAmended': {
        const of = this.goods.get(event.data.consignmentId);
        if (of) of.lines = event.data.lines;
        break;
      }
      case 'ConsignmentDelivered': {
        const of = this.goods.get(event.data.consignmentId);
        if (!of) break;
        of.isDelivered = true;
        this.count(of);
        break;
      }
      case 'ConsignmentDispatched':
      case 'ObligationPartSettled':
      case 'ObligationSettled':
        this.touch(event.data.consignmentId);
        break;
      case 'DeclarationCleared':
        if (event.data.flow === 'import') this.touch(event.data.consignmentId);
        break;
      default:
    }
  }

  private touch(consignmentId: string): void {
    const commitmentId = this.goods.get(consignmentId)?.commitmentId;
    if (commitmentId !== undefined) this.touched.add(commitmentId);
  }

  private declared(event: SeenOf<'ConsignmentDeclared'>): void {
    const { consignmentId, contractNumber, exporter, importer, lines } = event.data;
    const parties = { exporter: exporter.participantId, importer: importer.participantId };
    const goods: Goods = { lines, isDelivered: false, counted: 0n };
    if (contractNumber === undefined) {
      const free = this.free.get(`${parties.exporter} ${parties.importer}`);
      if (!free) return;
      free.push(consignmentId);
      this.goods.set(consignmentId, goods);
      return;
    }
    this.goods.set(consignmentId, goods);
    const contractId = contractIdOf(parties.exporter, parties.importer, contractNumber);
    const { occurredAt } = event;
    this.world.follow(event.ms + latencyMs(this.latency), event, () => {
      const contract = this.contract(contractId);
      const data = { contractId, contractNumber, ...parties, consignmentId };
      const noted = contract.decide({ type: 'NameContract', occurredAt, data });
      const { commitmentId } = contract.state;
      return [
        noted,
        commitmentId === undefined
          ? undefined
          : this.link(consignmentId, commitmentId, contractId, occurredAt),
      ];
    });
  }

  private claimed(event: SeenOf<'ContractClaimed'>): void {
    const { contractId, commitmentId } = event.data;
    this.world.follow(event.ms + latencyMs(this.latency), event, () =>
      this.contract(contractId).state.consignments.map((id) =>
        this.link(id, commitmentId, contractId, event.occurredAt),
      ),
    );
  }

  private link(
    id: string,
    commitmentId: string,
    contractId: string,
    occurredAt: string,
  ): Append<AllocationEvent> | undefined {
    const data = {
      allocated: { kind: 'consignment', id },
      commitmentId,
      contractId,
      basis: 'contract-number',
    } as const;
    return this.allocation(id).decide({ type: 'LinkToCommitment', occurredAt, data });
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
      this.goods.get(id)?.lines.every(({ hs6 }) => hs.some((code) => hs6.startsWith(code))),
    );
    const isOpen = this.commitmentOf(commitmentId)?.stream.state.status === 'announced';
    const reason = 'The firms told that they were sold as was intended';
    return (isOpen ? free.slice(-most) : []).map((id) => {
      const data = { allocated: { kind: 'consignment', id }, commitmentId, basis: 'hand', reason } as const;
      return this.allocation(id).decide({ type: 'LinkToCommitment', occurredAt, data });
    });
  }

  private allocation(id: string): AllocationStream {
    const found = this.allocations.get(id) ?? new Stream('allocation', id, allocation, []);
    this.allocations.set(id, found);
    return found;
  }

  private count(of: Goods): void {
    const { commitmentId, contractId = '', lines } = of;
    if (commitmentId === undefined) return;
    this.touched.add(commitmentId);
    if (!of.isDelivered) return;
    const prices = this.prices.get(contractId) ?? [];
    const cents = lines.reduce((sum, line) => {
      const priced = prices.find(({ hs6, unit }) => hs6 === line.hs6 && unit === line.unit);
      if (!priced) return sum;
      return sum + divideHalfEven(millionths(line.quantity) * toMoney(priced.price).minor, 1_000_000n);
    }, 0n);
    this.delivered.set(commitmentId, this.deliveredCents(commitmentId) + cents - of.counted);
    of.counted = cents;
  }
}
