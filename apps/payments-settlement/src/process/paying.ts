import type { RecordedEvent } from '@corridor/contracts';
import type {
  Allocation,
  BookedSettlement,
  RaisedObligation,
  SettlementCommand,
  SettlementState,
  SuspenseReason,
} from '@corridor/domain';
import type { EventStore, Loaded } from '@corridor/event-store';
import { toMoney } from '@corridor/kernel';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { AccountCreditors } from './account-creditors.js';
import { contextOf, laterOf } from './cause.js';
import { decideInTurn } from './decide-in-turn.js';
import { type Found, isOwed } from './found.js';
import type { OpenItems } from './open-items.js';
import type { FoundBy, PaidUnderUetr } from './paid-under-uetr.js';

/** What a settlement is found to pay, and why the rest of it waits. */
export interface Outcome {
  readonly allocations: readonly (Allocation & FoundBy)[];
  /** Absent where nothing that is open is named, or more came than is owed. */
  readonly because?: Exclude<SuspenseReason, 'no-open-obligation' | 'overpaid'>;
  /** Whom the account of the settlement has paid before, where that is one creditor. */
  readonly accountOf?: string | undefined;
}

/** Lets a settlement pay obligations. */
export class Paying {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
    private readonly open: OpenItems,
    private readonly accounts: AccountCreditors,
    private readonly paid: PaidUnderUetr,
  ) {}

  /** One append over the settlement and all that it pays: nobody sees the one without the other. Says what the settlement is then. */
  async pay(
    paying: Found<BookedSettlement>,
    owed: ReadonlyMap<string, Found<RaisedObligation>>,
    { allocations, because, accountOf }: Outcome,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<Loaded<SettlementState>> {
    const { obligations, settlements } = this.aggregates;
    const { settlement, obligationIds } = paying.loaded.state;
    const { settlementId, valueDate } = settlement;
    const commands: SettlementCommand[] = [];
    const appends = [];
    let lastAt = paying.occurredAt;
    for (const { obligationId, settled, fees, ...found } of allocations) {
      const obligation = owed.get(obligationId);
      if (!obligation) throw new Error(`${obligationId} was not looked at.`);
      const { invoiceId, consignmentId, creditor } = obligation.loaded.state.obligation;
      const occurredAt = laterOf(paying.occurredAt, obligation.occurredAt);
      lastAt = laterOf(lastAt, occurredAt);
      const again = obligationIds.includes(obligationId) && ({ again: true } as const);
      // What fills up a payment of before pays nothing by itself.
      const fillsUp = toMoney(found.amount).minor === 0n && ({ again: true } as const);
      const charged = fees && { fees };
      const ids = { obligationId, invoiceId, consignmentId };
      commands.push({
        type: 'AllocateSettlement',
        occurredAt,
        data: { ...ids, ...found, settled, ...charged, ...again },
      });
      const payment = { settlementId, amount: settled, ...charged, valueDate, ...fillsUp };
      const paid = obligations.decide(
        obligationId,
        { type: 'ApplyPayment', occurredAt, data: payment },
        obligation.loaded,
      );
      appends.push(paid.append);
      const left = { state: paid.state, version: obligation.loaded.version + paid.events.length };
      if (isOwed(left)) await this.open.keepObligation(client, left.state, obligation.occurredAt);
      else await this.open.removeObligation(client, obligationId);
      await this.paid.keep(client, settlement, { obligationId, ...found }, occurredAt);
      // What was found by likeness alone, or is another's than the account, tells nothing that the next one could rest on.
      const isTelling = found.by !== 'score' && (accountOf ?? creditor) === creditor;
      if (isTelling) await this.accounts.keep(client, settlement, creditor);
    }
    commands.push({
      type: 'SuspendSettlement',
      occurredAt: lastAt,
      data: because ? { because } : {},
    });
    const after = decideInTurn(settlements, settlementId, commands, paying.loaded);
    const streams = [after.append, ...appends].filter((append) => append !== undefined);
    if (streams.length > 0) await this.store.appendIn(client, { ...contextOf(event), streams });
    return after.loaded;
  }
}
