import type { EventOf, RecordedEvent } from '@corridor/contracts';
import { fillUp, type PaidShort, partOf } from '@corridor/domain';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { isOwed, openOf } from './found.js';
import type { MoneyFinder } from './money.js';
import type { Owed } from './named-obligations.js';
import type { Candidate } from './open-items.js';
import type { PaidUnderUetr } from './paid-under-uetr.js';
import type { Outcome, Paying } from './paying.js';

/** Lets what banks took count that is told behind a match, as if it had been told before it. */
export class FillingUp {
  constructor(
    private readonly aggregates: PaymentsAggregates,
    private readonly money: MoneyFinder,
    private readonly paying: Paying,
    private readonly paid: PaidUnderUetr,
  ) {}

  /** An instruction under a UETR came: it may say what banks took of credits that paid before. */
  async instructed(
    asked: { readonly bank: string; readonly uetr: string },
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    for (const candidate of await this.paid.settlements(client, asked)) {
      await this.fill(candidate, event, client);
    }
  }

  /** Another message tells of a settlement. */
  async confirmed(settlementId: string, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    for (const candidate of await this.paid.settlements(client, { settlementId })) {
      await this.fill(candidate, event, client);
    }
  }

  /** Something that other settlements pay, too, is owed again. */
  async reopened(
    { obligationId, settlementId }: EventOf<'PaymentReturned' | 'PaymentUnmatched'>['data'],
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    for (const candidate of await this.paid.settlements(client, { obligationId })) {
      if (candidate.id !== settlementId) await this.fill(candidate, event, client);
    }
  }

  /** Kept with the match where that was made here: this is for what is made anew from the log. What a person matches is as that person says. */
  async matched({ data, occurredAt }: EventOf<'SettlementMatched'>, client: pg.ClientBase): Promise<void> {
    const { settlementId, obligationId, by } = data;
    if (by === 'manual') return this.paid.remove(client, settlementId, obligationId);
    const { state } = await this.aggregates.settlements.load(settlementId, client);
    if (state.status === 'unknown' || !partOf(state.allocations, obligationId)) return;
    await this.paid.keep(client, state.settlement, data, occurredAt);
  }

  /** What it paid was taken back, or given back. */
  async takenBack(settlementId: string, obligationId: string, client: pg.ClientBase): Promise<void> {
    const { state } = await this.aggregates.settlements.load(settlementId, client);
    if (state.status !== 'unknown' && partOf(state.allocations, obligationId)) return;
    await this.paid.remove(client, settlementId, obligationId);
  }

  private async fill({ id, occurredAt }: Candidate, event: RecordedEvent, client: pg.ClientBase) {
    const { settlements, obligations } = this.aggregates;
    const loaded = await settlements.load(id, client);
    const { state, version } = loaded;
    if (state.status === 'unknown' || state.screening === 'held') return;
    const money = await this.money.of(state, client);
    if (!money.fees) return;
    const items = await this.paid.obligations(client, id);
    const owed: Owed = new Map();
    const short: PaidShort[] = [];
    // In the order in which it paid them.
    for (const obligationId of new Set(state.allocations.map((each) => each.obligationId))) {
      const item = items.get(obligationId);
      const part = partOf(state.allocations, obligationId);
      if (!item || !part) continue;
      const obligation = await obligations.load(obligationId, client);
      if (!isOwed(obligation)) continue;
      owed.set(obligationId, { loaded: obligation, occurredAt: item.occurredAt });
      short.push({ ...openOf(obligation.state), paid: part, by: item.found.by });
    }
    const currencies = short.map(({ outstanding }) => outstanding.currency);
    const others = [...new Set(currencies)].filter((currency) => currency !== money.unallocated.currency);
    const { money: converted } = await this.money.withRatesTo(money, others, state.settlement.valueDate);
    const allocations = fillUp(converted, short).map((each): Outcome['allocations'][number] => ({
      ...each,
      ...items.get(each.obligationId)?.found,
    }));
    if (allocations.length === 0) return;
    const outcome = { allocations, accountOf: money.accountOf };
    await this.paying.pay({ loaded: { state, version }, occurredAt }, owed, outcome, event, client);
  }
}
