import {
  allocate,
  type BookedSettlement,
  type OpenObligation,
  type PaymentReferences,
  type RaisedObligation,
  type UnallocatedSettlement,
} from '@corridor/domain';
import { toMoney } from '@corridor/kernel';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { DrawnItems } from './drawn-items.js';
import { type Found, isOwed, openOf } from './found.js';
import type { MoneyFinder } from './money.js';
import type { Candidate, OpenItems } from './open-items.js';

export type Owed = Map<string, Found<RaisedObligation>>;

/** Finds what settlements name. */
export class NamedObligations {
  constructor(
    private readonly aggregates: Pick<PaymentsAggregates, 'obligations'>,
    private readonly open: OpenItems,
    private readonly drawn: DrawnItems,
    private readonly money: MoneyFinder,
  ) {}

  /** What a settlement names. All that one kind of reference names is read, also what no money is left for: it tells whether there is one creditor. */
  async by(money: UnallocatedSettlement, state: BookedSettlement, client: pg.ClientBase): Promise<Owed> {
    const owed: Owed = new Map();
    const { drawings = [] } = money;
    for await (const candidate of this.drawn.obligations(client, money.bank, drawings)) {
      await this.take(candidate, owed, client);
    }
    if (drawings.length > 0 && (await this.usesUp(money, state, owed))) return owed;
    const asked = [
      ['uetr', namedByShares(money)],
      ['uetr', money.instructed],
      ['end-to-end-id', money.references],
      ['remittance', money.references],
      // What other banks say comes last, as `allocate` has it.
      ['uetr', money.instructedElsewhere],
    ] as const;
    for (const [by, references] of asked) {
      if (!references) continue;
      for await (const candidate of this.open.obligationsNamedBy(client, money.bank, references, by)) {
        await this.take(candidate, owed, client);
      }
      if (by !== 'remittance' && (await this.usesUp(money, state, owed))) break;
    }
    return owed;
  }

  /** Puts an obligation to `owed` that is still open. */
  private async take({ id, occurredAt }: Candidate, owed: Owed, client: pg.ClientBase): Promise<void> {
    const loaded = await this.aggregates.obligations.load(id, client);
    if (isOwed(loaded)) owed.set(id, { loaded, occurredAt });
    else await this.open.removeObligation(client, id);
  }

  /** Whether what whole references name takes all the money, so that what others name need not be read. */
  private async usesUp(money: UnallocatedSettlement, state: BookedSettlement, owed: Owed): Promise<boolean> {
    const open = openIn(state, owed);
    const { valueDate } = state.settlement;
    const { instructedElsewhere: _, ...own } = money;
    const converted = await this.money.withRates(own, open, valueDate);
    const exact = allocate(converted.money, open).filter(({ by }) => by !== 'remittance');
    const minor = exact.reduce((total, { amount }) => total + toMoney(amount).minor, 0n);
    return minor >= toMoney(state.unallocated).minor;
  }
}

/** What of `owed` it may pay: each once, unless a return has opened it since, and nothing that a person found it not to pay. */
export function openIn(
  { settlement: { settlementId }, unmatchedIds }: BookedSettlement,
  owed: Owed,
): readonly OpenObligation[] {
  return [...owed.values()].flatMap(({ loaded: { state } }) => {
    const isOver = state.settlementIds.includes(settlementId);
    return isOver || unmatchedIds.includes(state.obligation.obligationId) ? [] : [openOf(state)];
  });
}

/** All that the shares of money name, as texts. */
export function namedByShares({ shares = [] }: UnallocatedSettlement): PaymentReferences | undefined {
  if (shares.length === 0) return undefined;
  const texts = shares.flatMap(({ references: { endToEndId, remittance } }) =>
    [endToEndId ?? [], remittance].flat(),
  );
  return { remittance: [...new Set(texts)] };
}
