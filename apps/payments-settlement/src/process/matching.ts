import type { RecordedEvent } from '@corridor/contracts';
import {
  allocate,
  type BookedSettlement,
  type ObligationState,
  type RaisedObligation,
  type SettlementCommand,
  type SettlementState,
} from '@corridor/domain';
import type { EventStore, Loaded } from '@corridor/event-store';
import { toMoney } from '@corridor/kernel';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { contextOf, laterOf } from './cause.js';
import { decideInTurn } from './decide-in-turn.js';
import { OpenItems } from './open-items.js';

/** A settlement with money left, or an obligation not paid yet, as the log has it, and when it came about. */
interface Found<State> {
  readonly loaded: Loaded<State>;
  readonly occurredAt: string;
}

/**
 * Lets settlements pay the obligations that they name, in whichever order they come. Only the newest event of a stream
 * leads to anything: a later one comes by itself.
 */
export class Matching {
  private readonly open = new OpenItems();

  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  /** A settlement was booked or has changed: what is unallocated pays what it names, and the rest waits in suspense. */
  async settlementChanged(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { obligations, settlements } = this.aggregates;
    const id = idOf(event);
    const loaded = await settlements.load(id, client);
    if (loaded.version > event.version) return;
    if (!isUnallocated(loaded)) return this.open.removeSettlement(client, id);
    await this.open.keepSettlement(client, loaded.state, event);
    const owed: Found<RaisedObligation>[] = [];
    for (const candidate of await this.open.obligationsNamedBy(client, loaded.state)) {
      const obligation = await obligations.load(candidate.id, client);
      if (isOwed(obligation)) owed.push({ loaded: obligation, occurredAt: candidate.occurredAt });
    }
    await this.pay({ loaded, occurredAt: event.occurredAt }, owed, event, client);
  }

  /** An obligation has arisen or changed: the settlements that name it pay it, those in suspense too, the first booked first. */
  async obligationChanged(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { obligations, settlements } = this.aggregates;
    const id = idOf(event);
    let loaded = await obligations.load(id, client);
    if (loaded.version > event.version) return;
    if (!isOwed(loaded)) return this.open.removeObligation(client, id);
    await this.open.keepObligation(client, loaded.state, event);
    for await (const candidate of this.open.settlementsNaming(client, loaded.state.obligation)) {
      const settlement = await settlements.load(candidate.id, client);
      if (!isUnallocated(settlement)) continue;
      const paying = { loaded: settlement, occurredAt: candidate.occurredAt };
      await this.pay(paying, [{ loaded, occurredAt: event.occurredAt }], event, client);
      loaded = await obligations.load(id, client);
      if (!isOwed(loaded)) return;
    }
  }

  /** One append over the settlement and all that it pays: nobody sees the one without the other. */
  private async pay(
    paying: Found<BookedSettlement>,
    owed: readonly Found<RaisedObligation>[],
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { obligations, settlements } = this.aggregates;
    const { settlement, unallocated, obligationIds } = paying.loaded.state;
    const { settlementId, bank, references, valueDate } = settlement;
    const payable = new Map(
      owed
        .map((each) => [each.loaded.state.obligation.obligationId, each] as const)
        .filter(([id]) => !obligationIds.includes(id)),
    );
    const allocations = allocate(
      { bank, references, unallocated },
      [...payable.values()].map(({ loaded: { state } }) => ({
        ...state.obligation,
        outstanding: state.outstanding,
      })),
    );
    const commands: SettlementCommand[] = [];
    const appends = [];
    let lastAt = paying.occurredAt;
    for (const { obligationId, amount, by } of allocations) {
      const found = payable.get(obligationId);
      if (!found) continue;
      const { invoiceId, consignmentId } = found.loaded.state.obligation;
      const occurredAt = laterOf(paying.occurredAt, found.occurredAt);
      lastAt = laterOf(lastAt, occurredAt);
      const allocation = { obligationId, invoiceId, consignmentId, amount, by };
      commands.push({ type: 'AllocateSettlement', occurredAt, data: allocation });
      const payment = { settlementId, amount, valueDate };
      const paid = obligations.decide(
        obligationId,
        { type: 'ApplyPayment', occurredAt, data: payment },
        found.loaded,
      );
      appends.push(paid.append);
      if (paid.state.status === 'settled') await this.open.removeObligation(client, obligationId);
    }
    commands.push({ type: 'SuspendSettlement', occurredAt: lastAt });
    const after = decideInTurn(settlements, settlementId, commands, paying.loaded);
    if (!isUnallocated(after.loaded)) await this.open.removeSettlement(client, settlementId);
    const streams = [after.append, ...appends].filter((append) => append !== undefined);
    if (streams.length > 0) await this.store.appendIn(client, { ...contextOf(event), streams });
  }
}

function isUnallocated(loaded: Loaded<SettlementState>): loaded is Loaded<BookedSettlement> {
  return loaded.state.status === 'booked' && toMoney(loaded.state.unallocated).minor > 0n;
}

function isOwed(loaded: Loaded<ObligationState>): loaded is Loaded<RaisedObligation> {
  return loaded.state.status === 'open';
}

/** The id of the stream's aggregate. */
function idOf({ streamId }: RecordedEvent): string {
  return streamId.slice(streamId.indexOf('-') + 1);
}
