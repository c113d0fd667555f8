import type { RecordedEvent } from '@corridor/contracts';
import { fillUp, type PaidShort as PaidPart, partOf } from '@corridor/domain';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { isOwed, openOf } from './found.js';
import type { MoneyFinder } from './money.js';
import type { Owed } from './named-obligations.js';
import type { Candidate } from './open-items.js';
import type { PaidShort } from './paid-short.js';
import type { Outcome, Paying } from './paying.js';

/** Lets what banks took count that is told behind a match, as if it had been told before it. */
export class FillingUp {
  constructor(
    private readonly aggregates: PaymentsAggregates,
    private readonly money: MoneyFinder,
    private readonly paying: Paying,
    private readonly short: PaidShort,
  ) {}

  /** An instruction under a UETR came: it may say what banks took of credits that paid before. */
  async instructed(
    asked: { readonly bank: string; readonly uetr: string },
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    for (const candidate of await this.short.settlements(client, asked)) {
      await this.fill(candidate, event, client);
    }
  }

  /** Another message tells of a settlement. */
  async confirmed(settlementId: string, event: RecordedEvent, client: pg.ClientBase): Promise<void> {
    for (const candidate of await this.short.settlements(client, { settlementId })) {
      await this.fill(candidate, event, client);
    }
  }

  /** What a person matches anew is as that person says. */
  async unmatched(settlementId: string, obligationId: string, client: pg.ClientBase): Promise<void> {
    const { state } = await this.aggregates.settlements.load(settlementId, client);
    if (state.status !== 'unknown' && partOf(state.allocations, obligationId)) return;
    await this.short.remove(client, settlementId, obligationId);
  }

  private async fill({ id, occurredAt }: Candidate, event: RecordedEvent, client: pg.ClientBase) {
    const { settlements, obligations } = this.aggregates;
    const loaded = await settlements.load(id, client);
    const { state, version } = loaded;
    if (state.status === 'unknown' || state.screening === 'held') return;
    const money = await this.money.of(state, client);
    if (!money.fees) return;
    const items = await this.short.obligations(client, id);
    const owed: Owed = new Map();
    const paid: PaidPart[] = [];
    // In the order in which it paid them.
    for (const obligationId of new Set(state.allocations.map((each) => each.obligationId))) {
      const item = items.get(obligationId);
      const part = partOf(state.allocations, obligationId);
      if (!item || !part) continue;
      const obligation = await obligations.load(obligationId, client);
      if (!isOwed(obligation)) continue;
      owed.set(obligationId, { loaded: obligation, occurredAt: item.occurredAt });
      paid.push({ ...openOf(obligation.state), paid: part, by: item.found.by });
    }
    const currencies = paid.map(({ outstanding }) => outstanding.currency);
    const others = [...new Set(currencies)].filter((currency) => currency !== money.unallocated.currency);
    const { money: converted } = await this.money.withRatesTo(money, others, state.settlement.valueDate);
    const allocations = fillUp(converted, paid).map((each): Outcome['allocations'][number] => ({
      ...each,
      ...items.get(each.obligationId)?.found,
    }));
    if (allocations.length === 0) return;
    const outcome = { allocations, accountOf: money.accountOf };
    await this.paying.pay({ loaded: { state, version }, occurredAt }, owed, outcome, event, client);
  }
}
