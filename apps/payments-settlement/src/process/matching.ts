import type { RecordedEvent } from '@corridor/contracts';
import {
  allocate,
  type BookedSettlement,
  isAmbiguous,
  type ObligationState,
  type OpenObligation,
  type RaisedObligation,
  type SettlementCommand,
  type SettlementState,
  type UnallocatedSettlement,
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
 * Lets settlements pay the obligations that they name, in whichever order they come: each is matched with all that came before
 * it, and kept for what comes behind it while money or debt is left.
 */
export class Matching {
  private readonly open = new OpenItems();

  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  /** A settlement was booked: what is unallocated pays what it names, and the rest waits in suspense. */
  async settlementBooked(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { obligations, settlements } = this.aggregates;
    const settlement = await settlements.load(idOf(event), client);
    if (!isUnallocated(settlement)) return;
    const owed: Found<RaisedObligation>[] = [];
    for (const by of ['end-to-end-id', 'remittance'] as const) {
      // All that one kind of reference names is read, also what no money is left for: it tells whether there is one creditor.
      for await (const { id, occurredAt } of this.open.obligationsNamedBy(client, settlement.state, by)) {
        const loaded = await obligations.load(id, client);
        if (isOwed(loaded)) owed.push({ loaded, occurredAt });
        else await this.open.removeObligation(client, id);
      }
      if (await this.usesUp(settlement.state, owed, client)) break;
    }
    const paying = { loaded: settlement, occurredAt: event.occurredAt };
    const after = await this.pay(paying, owed, event, client);
    if (isUnallocated(after)) await this.open.keepSettlement(client, after.state, event);
  }

  /** A settlement was returned, and with it what it paid: where nothing of it is left to pay with, nothing is kept for it. */
  async settlementReturned(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const id = idOf(event);
    if (isUnallocated(await this.aggregates.settlements.load(id, client))) return;
    await this.open.removeSettlement(client, id);
  }

  /** An obligation has arisen, or is open again: the settlements in suspense that name it pay it, the first booked first. */
  async obligationOpened(event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    const { obligations, settlements } = this.aggregates;
    const id = idOf(event);
    let obligation = await obligations.load(id, client);
    if (!isOwed(obligation)) return;
    for await (const candidate of this.open.settlementsNaming(client, obligation.state.obligation)) {
      let settlement = await settlements.load(candidate.id, client);
      if (isUnallocated(settlement)) {
        const paying = { loaded: settlement, occurredAt: candidate.occurredAt };
        const owed = [{ loaded: obligation, occurredAt: event.occurredAt }];
        settlement = await this.pay(paying, owed, event, client);
        obligation = await obligations.load(id, client);
      }
      if (!isUnallocated(settlement)) await this.open.removeSettlement(client, candidate.id);
      if (!isOwed(obligation)) return;
    }
    await this.open.keepObligation(client, obligation.state, event);
  }

  /** One append over the settlement and all that it pays: nobody sees the one without the other. Says what the settlement is then. */
  private async pay(
    paying: Found<BookedSettlement>,
    owed: readonly Found<RaisedObligation>[],
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<Loaded<SettlementState>> {
    const { obligations, settlements } = this.aggregates;
    const { settlement, obligationIds, ambiguous } = paying.loaded.state;
    if (ambiguous) return paying.loaded;
    const { settlementId, valueDate } = settlement;
    const payable = new Map(
      owed
        // One that it paid before is payable where a return has opened it since.
        .filter(({ loaded }) => !loaded.state.settlementIds.includes(settlementId))
        .map((each) => [each.loaded.state.obligation.obligationId, each] as const),
    );
    const money = await this.payingOf(paying.loaded.state, client);
    const open = [...payable.values()].map(({ loaded }) => openOf(loaded.state));
    const allocations = allocate(money, open);
    const commands: SettlementCommand[] = [];
    const appends = [];
    let lastAt = paying.occurredAt;
    for (const { obligationId, amount, by } of allocations) {
      const found = payable.get(obligationId);
      if (!found) continue;
      const { invoiceId, consignmentId } = found.loaded.state.obligation;
      const occurredAt = laterOf(paying.occurredAt, found.occurredAt);
      lastAt = laterOf(lastAt, occurredAt);
      const again = obligationIds.includes(obligationId) && ({ again: true } as const);
      const allocation = { obligationId, invoiceId, consignmentId, amount, by, ...again };
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
    commands.push({
      type: 'SuspendSettlement',
      occurredAt: lastAt,
      data: { ambiguous: isAmbiguous(money, open) },
    });
    const after = decideInTurn(settlements, settlementId, commands, paying.loaded);
    const streams = [after.append, ...appends].filter((append) => append !== undefined);
    if (streams.length > 0) await this.store.appendIn(client, { ...contextOf(event), streams });
    return after.loaded;
  }

  /** Whether what the end-to-end id names takes all the money, so that what other references name need not be read. */
  private async usesUp(
    state: BookedSettlement,
    owed: readonly Found<RaisedObligation>[],
    client: pg.ClientBase,
  ): Promise<boolean> {
    const open = owed.map(({ loaded }) => openOf(loaded.state));
    const exact = allocate(await this.payingOf(state, client), open).filter(
      ({ by }) => by === 'end-to-end-id',
    );
    const minor = exact.reduce((total, { amount }) => total + toMoney(amount).minor, 0n);
    return minor >= toMoney(state.unallocated).minor;
  }

  private async payingOf(
    { settlement, unallocated, obligationIds }: BookedSettlement,
    client: pg.ClientBase,
  ): Promise<UnallocatedSettlement> {
    const { bank, references } = settlement;
    const [paid] = obligationIds;
    if (paid === undefined) return { bank, references, unallocated };
    const { state } = await this.aggregates.obligations.load(paid, client);
    if (state.status === 'unknown') throw new Error(`${paid} is paid and has no history.`);
    return { bank, references, unallocated, creditor: state.obligation.creditor };
  }
}

function openOf({ obligation, outstanding }: RaisedObligation): OpenObligation {
  return { ...obligation, outstanding };
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
